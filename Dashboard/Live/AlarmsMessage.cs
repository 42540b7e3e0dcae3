using Maintenance.Dashboard.Display;

namespace Maintenance.Dashboard.Live;

/// <summary>Changes of a watched list of alarms, keyed by id: at most <see cref="AlarmWatch.MaxItems"/> at once, most urgent
/// first.</summary>
/// <param name="ServerTimeUnixMillis">The server's clock.</param>
/// <param name="IsFirst">True of the first message of a watch: what the client has is replaced.</param>
/// <param name="IsLast">False while more of the same state follows.</param>
/// <param name="Items">Alarms that the list shows now.</param>
/// <param name="Gone">Ids of alarms that it shows no longer.</param>
internal sealed record AlarmsMessage(
    double ServerTimeUnixMillis, bool IsFirst, bool IsLast, IReadOnlyList<ShownAlarm> Items, IReadOnlyList<string> Gone);
