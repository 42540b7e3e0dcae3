namespace Maintenance.Dashboard.Live;

/// <summary>Numbers of open alarms of all drills the person sees.</summary>
/// <param name="ServerTimeUnixMillis">The server's clock.</param>
/// <param name="Count">The numbers.</param>
/// <param name="Complaint">Why alarms may be missing; null while none is.</param>
internal sealed record AlarmCountsMessage(double ServerTimeUnixMillis, AlarmCount Count, string? Complaint);
