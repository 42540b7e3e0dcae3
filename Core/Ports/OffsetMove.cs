namespace Maintenance.Core.Ports;

/// <summary>Moves a reader's offset if it still has the expected value.</summary>
/// <param name="Key">The offset to move.</param>
/// <param name="Expected">Value it must have now; null if it must not exist yet.</param>
/// <param name="Next">New value: the next offset to process.</param>
public sealed record OffsetMove(OffsetKey Key, long? Expected, long Next);
