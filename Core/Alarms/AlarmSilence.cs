namespace Maintenance.Core.Alarms;

/// <summary>Shelving, or being out of service.</summary>
/// <param name="By">Who began it.</param>
/// <param name="UntilUnixMicros">Its end; <see cref="Time.UnixMicros.None"/> without one.</param>
/// <param name="Reason">Why.</param>
public sealed record AlarmSilence(string By, long UntilUnixMicros, string? Reason)
{
    /// <summary>Ends with the return to normal.</summary>
    public bool IsOnce { get; init; }

    /// <summary>Greatest priority that shelving silences: what the operator saw, any when nothing stood.</summary>
    public AlarmPriority Covers { get; init; } = AlarmPriority.High;
}
