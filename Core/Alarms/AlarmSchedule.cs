namespace Maintenance.Core.Alarms;

/// <summary>Hours of the week in which a rule judges; outside it is suppressed by design.</summary>
/// <param name="TimeZone">IANA name.</param>
/// <param name="Days">Days of the week; empty: all.</param>
/// <param name="From">Start, local time.</param>
/// <param name="Until">End, local time; not later than <paramref name="From"/>: of the next day.</param>
public sealed record AlarmSchedule(string TimeZone, IReadOnlyList<DayOfWeek> Days, TimeOnly From, TimeOnly Until);
