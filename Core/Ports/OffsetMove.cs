namespace Maintenance.Core.Ports;

/// <summary>Moves a reader's offset if it still is what the reader believes.</summary>
/// <param name="Key">Which offset.</param>
/// <param name="Expected">Value it must have now; null when it must not exist yet.</param>
/// <param name="Next">Value it gets: the next offset to process.</param>
public sealed record OffsetMove(OffsetKey Key, long? Expected, long Next);
