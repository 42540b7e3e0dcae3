namespace Maintenance.Api.Alarms.Notification;

/// <summary>A route, rota or webhook, and what it means at the moment.</summary>
/// <param name="Kind">One of <see cref="NotificationKinds"/>.</param>
/// <param name="Name">Name.</param>
/// <param name="Version">1, 2, …</param>
/// <param name="Author">Who changed it last.</param>
/// <param name="ChangedUnixMicros">When.</param>
/// <param name="Definition">Indented JSON; of a webhook without address and secret.</param>
/// <param name="Now">What holds now, a line each: who is told at each step, who is on call at each level, where a webhook leads.</param>
/// <param name="QuietUntilUnixMicros">Until when a route holds back what is not urgent; null when it does not.</param>
/// <param name="Shifts">Of a rota the present and the coming shifts, by time; of others none.</param>
public sealed record NotificationSetting(
    string Kind, string Name, int Version, string Author, long ChangedUnixMicros, string Definition, IReadOnlyList<string> Now,
    long? QuietUntilUnixMicros, IReadOnlyList<OnCallShift> Shifts);
