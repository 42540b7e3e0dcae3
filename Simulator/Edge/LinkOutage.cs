namespace Maintenance.Simulator.Edge;

/// <summary>A planned outage of a drill's link; what was measured meanwhile is sent after it.</summary>
/// <param name="Asset">Index of the drill; null for all of them.</param>
/// <param name="FromUnixMicros">Beginning, Unix µs UTC.</param>
/// <param name="UntilUnixMicros">End.</param>
public sealed record LinkOutage(int? Asset, long FromUnixMicros, long UntilUnixMicros);
