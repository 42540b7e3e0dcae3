namespace Maintenance.Core.Alarms.Performance;

/// <summary>The time between two alarms of one rule and asset that follow each other, [from, until) in Unix µs.</summary>
/// <param name="FromUnixMicros">When the first one returned to normal.</param>
/// <param name="UntilUnixMicros">When the second one began.</param>
public readonly record struct AlarmPause(long FromUnixMicros, long UntilUnixMicros)
{
    /// <summary>Longer pauses are no matter of a deadband.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>Most pauses of an alarm that are looked at: the newest.</summary>
    public const int Most = 200;

    /// <summary>The pauses between some alarms.</summary>
    public static IReadOnlyList<AlarmPause> Of(IReadOnlyList<AlarmOccurrence> alarms)
    {
        var pauses = new List<AlarmPause>();
        for (var i = alarms.Count - 1; i > 0 && pauses.Count < Most; i--)
        {
            var pause = new AlarmPause(alarms[i - 1].EndUnixMicros, alarms[i].BeginUnixMicros);
            if (pause.UntilUnixMicros - pause.FromUnixMicros is > 0 and var length && length <= Time.UnixMicros.Length(Longest))
                pauses.Add(pause);
        }
        return pauses;
    }
}
