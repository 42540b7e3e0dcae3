namespace Maintenance.Simulator.Physics;

/// <summary>A dip of the mains: the drives of a rig stop and start again.</summary>
/// <param name="Asset">Index of the drill; null for all of them.</param>
/// <param name="FromUnixMicros">First moment without power, Unix µs UTC, a whole second.</param>
/// <param name="UntilUnixMicros">First moment with power.</param>
public sealed record PowerDip(int? Asset, long FromUnixMicros, long UntilUnixMicros);
