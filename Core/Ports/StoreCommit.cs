using Maintenance.Core.Tables;

namespace Maintenance.Core.Ports;

/// <summary>The content of one store transaction.</summary>
public sealed class StoreCommit
{
    /// <summary>Rows; batches without rows are skipped, several batches of one table are allowed.</summary>
    public required IReadOnlyList<TableBatch> Batches { get; init; }

    /// <summary>Rows deleted once <see cref="Batches"/> are written; absent ones are no error.</summary>
    public IReadOnlyList<RowKey> Deleted { get; init; } = [];

    /// <summary>Offset to move by compare-and-set, or null for reference data that does not come from the log.</summary>
    public OffsetMove? Offset { get; init; }
}
