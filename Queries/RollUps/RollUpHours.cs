using Maintenance.Core.Time;

namespace Maintenance.Queries.RollUps;

/// <summary>Hours of event time, in which history is rolled up.</summary>
public static class RollUpHours
{
    /// <summary>An hour, µs.</summary>
    public const long HourMicros = 3_600_000_000;

    /// <summary>Finest bucket of a roll-up, µs.</summary>
    public const long MinuteMicros = 60_000_000;

    /// <summary>Stands for <c>history_hour.log_offset</c> in roll-ups of hours that have no such row.</summary>
    public const long NoRow = -2;

    // Each stretch is a query of its own.
    private const int MostStretches = 6;

    /// <summary>Start of the hour of a time, Unix µs.</summary>
    public static long HourOf(long unixMicros) => UnixMicros.NumberOf(unixMicros, HourMicros) * HourMicros;

    /// <summary>
    /// The parts of a range that lie in none of some hours. When there are many, those nearest to each other become one, with the hours in
    /// between.
    /// </summary>
    /// <param name="range">Range.</param>
    /// <param name="hours">Starts of hours within the range, Unix µs, ascending.</param>
    public static IReadOnlyList<TimeRange> Outside(TimeRange range, IEnumerable<long> hours)
    {
        var (stretches, from) = (new List<TimeRange>(), range.FromUnixMicros);
        foreach (var hour in hours)
        {
            if (hour > from) stretches.Add(new(from, hour));
            from = hour + HourMicros;
        }
        if (range.ToUnixMicros > from) stretches.Add(new(from, range.ToUnixMicros));
        while (stretches.Count > MostStretches)
        {
            var i = Enumerable.Range(1, stretches.Count - 1).MinBy(n => stretches[n].FromUnixMicros - stretches[n - 1].ToUnixMicros);
            stretches[i - 1] = new(stretches[i - 1].FromUnixMicros, stretches[i].ToUnixMicros);
            stretches.RemoveAt(i);
        }
        return stretches;
    }
}
