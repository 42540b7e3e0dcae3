using System.Text.Json.Serialization;
using Maintenance.Core.Alarms;
using Maintenance.Core.Time;

namespace Maintenance.Notification.Settings;

/// <summary>Hours in which only urgent alarms are told; what waited is told in one message at their end.</summary>
public sealed record QuietHours
{
    private WeeklyHours? _hours;

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
        if (priority >= BreakThrough || !LocalTime.TryZone(TimeZone, out _)) return dueUnixMicros;
        _hours ??= new WeeklyHours(TimeZone, Days, From, Until);
        return _hours.EndOf(dueUnixMicros);
    }
}
