namespace Maintenance.Core.Ports;

/// <summary>The stored offset is not the expected one: another worker owns the partition now. Nothing was written.</summary>
/// <param name="move">The attempted move.</param>
/// <param name="found">Offset found in the store; null when there is none.</param>
public sealed class OffsetConflictException(OffsetMove move, long? found) : Exception(
    $"Reader {move.Key.Reader} of {move.Key.Topic}/{move.Key.Partition} expected offset {move.Expected?.ToString() ?? "none"} but the "
        + "store holds "
    + $"{found?.ToString() ?? "none"}: another worker owns the partition; this one must stop. Nothing was written.")
{
    /// <summary>Offset found in the store.</summary>
    public long? Found { get; } = found;
}
