using Maintenance.Core.Alarms;
using Maintenance.Core.Time;

namespace Maintenance.Scoring.Alarms;

/// <summary>A schedule, compiled: whether an event time lies in it. Immutable.</summary>
internal sealed class WeeklyHours
{
    private readonly TimeZoneInfo _zone;
    private readonly int _days;
    private readonly TimeSpan _from;
    private readonly TimeSpan _until;

    private WeeklyHours(TimeZoneInfo zone, AlarmSchedule schedule)
    {
        _zone = zone;
        foreach (var day in schedule.Days) _days |= 1 << (int)day;
        if (_days == 0) _days = 0b111_1111;
        (_from, _until) = (schedule.From.ToTimeSpan(), schedule.Until.ToTimeSpan());
    }

    /// <summary>The hours of a schedule; null of none.</summary>
    /// <exception cref="TimeZoneNotFoundException">This machine does not know the time zone.</exception>
    public static WeeklyHours? Of(AlarmSchedule? schedule) =>
        schedule is null ? null : new WeeklyHours(TimeZoneInfo.FindSystemTimeZoneById(schedule.TimeZone), schedule);

    /// <summary>True when the rule judges at a time. The day of hours over midnight is the one on which they begin.</summary>
    public bool Contain(long time)
    {
        var local = TimeZoneInfo.ConvertTimeFromUtc(UnixMicros.ToUtc(time), _zone);
        var (day, hour) = ((int)local.DayOfWeek, local.TimeOfDay);
        if (_from < _until) return IsOn(day) && hour >= _from && hour < _until;
        return (IsOn(day) && hour >= _from) || (IsOn((day + 6) % 7) && hour < _until);
    }

    private bool IsOn(int day) => (_days & (1 << day)) != 0;
}
