namespace Maintenance.Store.Retention;

/// <summary>What retention must know of section <c>Alarms</c>.</summary>
internal sealed class KeptAlarms
{
    /// <summary>Name of the section.</summary>
    public const string SectionName = "Alarms";

    /// <summary>How long an alarm that has returned waits for acknowledgement: its events are needed for so much longer.</summary>
    public TimeSpan KeepReturned { get; init; } = TimeSpan.FromDays(30);
}
