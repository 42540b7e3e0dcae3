namespace Maintenance.Dashboard.Live;

/// <summary>Numbers of open alarms of all drills the person sees.</summary>
/// <param name="ServerTimeUnixMillis">The server's clock.</param>
/// <param name="Count">The numbers.</param>
internal sealed record AlarmCountsMessage(double ServerTimeUnixMillis, AlarmCount Count);
