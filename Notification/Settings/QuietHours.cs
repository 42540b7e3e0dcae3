using System.Text.Json.Serialization;
using Maintenance.Core.Alarms;
using Maintenance.Core.Time;

namespace Maintenance.Notification.Settings;

/// <summary>Hours in which only urgent alarms are told; what waited is told in one message at their end.</summary>
public sealed record QuietHours
{
    private const int LongestRun = 8;

    /// <summary>IANA name.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Days on which they begin; empty: all.</summary>
    [JsonConverter(typeof(WordArrayConverter<DayOfWeek>))]
    public IReadOnlyList<DayOfWeek> Days { get; init; } = [];

    /// <summary>Beginning, local time.</summary>
    public required TimeOnly From { get; init; }

    /// <summary>End, local time; not later than <see cref="From"/>: of the next day.</summary>
    public required TimeOnly Until { get; init; }

    /// <summary>Alarms of this priority and above are told all the same.</summary>
    [JsonConverter(typeof(WordConverter<AlarmPriority>))]
    public AlarmPriority BreakThrough { get; init; } = AlarmPriority.High;

    /// <summary>When an alarm that is due at a time may be told: then, or at the end of the quiet hours it falls in.</summary>
    public long Defer(long dueUnixMicros, AlarmPriority priority)
    {
        if (priority >= BreakThrough || !LocalTime.TryZone(TimeZone, out var zone)) return dueUnixMicros;
        var due = UnixMicros.ToUtc(dueUnixMicros);
        for (var i = 0; i < LongestRun && EndOf(zone, due) is { } end; i++) due = end;
        return UnixMicros.Of(due);
    }

    private DateTime? EndOf(TimeZoneInfo zone, DateTime utc)
    {
        var today = DateOnly.FromDateTime(LocalTime.Of(zone, utc));
        foreach (var day in (ReadOnlySpan<DateOnly>)[today, today.AddDays(-1)])
        {
            if (Days.Count > 0 && !Days.Contains(day.DayOfWeek)) continue;
            var start = LocalTime.ToUtc(zone, day.ToDateTime(From));
            var end = LocalTime.ToUtc(zone, (Until <= From ? day.AddDays(1) : day).ToDateTime(Until));
            if (utc >= start && utc < end) return end;
        }
        return null;
    }
}
