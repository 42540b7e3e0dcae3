namespace Maintenance.Dashboard.Live;

/// <summary>What changed since the last message to this connection.</summary>
/// <param name="ServerTimeUnixMillis">The server's clock, from which ages are counted.</param>
/// <param name="Items">Drills that changed; all of the region in the first message after a watch began.</param>
internal sealed record FleetMessage(double ServerTimeUnixMillis, IReadOnlyList<FleetItem> Items);
