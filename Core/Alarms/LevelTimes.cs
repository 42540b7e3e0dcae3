namespace Maintenance.Core.Alarms;

/// <summary>
/// When the times of levels are one alarm, for the list of alarms, the figures and the work orders alike. Those of one rule on one asset
/// that overlap or touch are: a new version of a rule, or a level that takes over, adds none.
/// </summary>
public static class LevelTimes
{
    /// <summary>True when a level that begins then belongs to an alarm that began no later and stood until then.</summary>
    public static bool AreOne(long alarmEndUnixMicros, long levelBeginUnixMicros) => levelBeginUnixMicros <= alarmEndUnixMicros;

    /// <summary>Joins the times of levels of one rule on one asset.</summary>
    /// <param name="levels">In the order of their beginnings.</param>
    /// <param name="beginOf">Beginning, Unix µs.</param>
    /// <param name="endOf">End; <see cref="long.MaxValue"/> while it stands.</param>
    /// <param name="join">The alarm with one level more.</param>
    public static IReadOnlyList<T> Join<T>(IEnumerable<T> levels, Func<T, long> beginOf, Func<T, long> endOf, Func<T, T, T> join)
    {
        var alarms = new List<T>();
        foreach (var level in levels)
            if (alarms.Count > 0 && AreOne(endOf(alarms[^1]), beginOf(level))) alarms[^1] = join(alarms[^1], level);
            else alarms.Add(level);
        return alarms;
    }
}
