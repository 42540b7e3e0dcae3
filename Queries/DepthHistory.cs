namespace Maintenance.Queries;

/// <summary>
/// Channels of a drill by the depth of its hole, while the bit was on bottom. Where a depth was drilled more than once (a sidetrack, a
/// hole depth that was set back) the values are those of the last time.
/// </summary>
/// <param name="Channels">Buckets of depth: starts and width in micrometres, in place of microseconds; ascending.</param>
/// <param name="DrilledUnixMicros">When each bucket was drilled last, Unix µs UTC.</param>
/// <param name="Times">How often each bucket was drilled, from 1.</param>
/// <param name="Shown">Depths that were asked for, in micrometres; without a wish all that were drilled.</param>
/// <param name="OffBottom">Time with known depths in which the bit was not on bottom, and which is therefore not here.</param>
/// <param name="HasDepths">False when the drill sent no hole depth in the range.</param>
public sealed record DepthHistory(
    ChannelHistory Channels, long[] DrilledUnixMicros, int[] Times, DepthRange Shown, TimeSpan OffBottom, bool HasDepths);
