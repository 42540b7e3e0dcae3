namespace Maintenance.Api.Alarms.Notification;

/// <summary>From when on who is on call.</summary>
/// <param name="FromUnixMicros">Beginning, Unix µs; the first one is the present.</param>
/// <param name="People">Who, by level, the first level first; null where nobody is.</param>
public sealed record OnCallShift(long FromUnixMicros, IReadOnlyList<string?> People);
