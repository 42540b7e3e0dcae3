namespace Maintenance.Core.Time;

/// <summary>
/// Hours of the week by the clocks of a place: when a rule judges, when people rest. Hours over midnight belong to the day on which they
/// begin. They begin and end at the instants of <see cref="LocalTime"/>, so each is one stretch of time also when the clocks change.
/// Threading: any; asking allocates only where hours begin and end.
/// </summary>
/// <param name="timeZone">IANA name.</param>
/// <param name="days">Days on which they begin; empty: all.</param>
/// <param name="from">Start, local time.</param>
/// <param name="until">End, local time; not later than <paramref name="from"/>: of the next day.</param>
/// <exception cref="TimeZoneNotFoundException">This machine does not know the time zone.</exception>
public sealed class WeeklyHours(string timeZone, IReadOnlyList<DayOfWeek> days, TimeOnly from, TimeOnly until)
{
    /// <summary>How far hours are looked for before and after a time: there are some in every week.</summary>
    private const int Search = 8;

    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(timeZone);
    private volatile Stretch _last = new(0, 0, IsIn: false);

    /// <summary>IANA name.</summary>
    public string TimeZone { get; } = timeZone;

    /// <summary>Days on which they begin; empty: all.</summary>
    public IReadOnlyList<DayOfWeek> Days { get; } = days;

    /// <summary>Start, local time.</summary>
    public TimeOnly From { get; } = from;

    /// <summary>End, local time; not later than <see cref="From"/>: of the next day.</summary>
    public TimeOnly Until { get; } = until;

    /// <summary>True when a time lies in them.</summary>
    public bool Contains(long unixMicros) => StretchOf(unixMicros).IsIn;

    /// <summary>When the hours that contain a time end; a time outside itself. Of hours without an end some day that is not near.</summary>
    public long EndOf(long unixMicros) => StretchOf(unixMicros) is { IsIn: true } hours ? hours.Until : unixMicros;

    private Stretch StretchOf(long time)
    {
        var last = _last;
        return time >= last.From && time < last.Until ? last : _last = Find(time);
    }

    private Stretch Find(long time)
    {
        var today = DateOnly.FromDateTime(LocalTime.Of(_zone, UnixMicros.ToUtc(time)));
        var (since, begun) = (long.MinValue, long.MinValue); // end of the hours before, and beginning of those that may contain the time
        for (var day = today.AddDays(-Search); day <= today.AddDays(Search); day = day.AddDays(1))
        {
            if (Days.Count > 0 && !Days.Contains(day.DayOfWeek)) continue;
            var start = UnixMicros.Of(LocalTime.ToUtc(_zone, day.ToDateTime(From)));
            var end = UnixMicros.Of(LocalTime.ToUtc(_zone, (Until <= From ? day.AddDays(1) : day).ToDateTime(Until)));
            if (start >= end) continue; // the clocks skip them
            if (start > since)
            {
                if (since > time) break;
                if (start > time) return new Stretch(since, start, IsIn: false);
                begun = start;
            }
            since = Math.Max(since, end); // hours that touch are one
        }
        return new Stretch(begun, since, IsIn: true);
    }

    private sealed record Stretch(long From, long Until, bool IsIn);
}
