namespace Maintenance.Dashboard.Live;

/// <summary>What changed since the last message to this connection.</summary>
/// <param name="ServerTimeUnixMillis">The server's clock, which ages are relative to.</param>
/// <param name="Items">Drills that changed; all drills of the region in the first message of a watch.</param>
internal sealed record FleetMessage(double ServerTimeUnixMillis, IReadOnlyList<FleetItem> Items);
