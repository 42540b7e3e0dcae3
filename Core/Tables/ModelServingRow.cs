namespace Maintenance.Core.Tables;

/// <summary>
/// Which models score a reader's partition from this log offset on (decision 0010). Written in the transaction of
/// the first rows it scored. Times are Unix µs, UTC.
/// </summary>
public readonly record struct ModelServingRow : ITableRow<ModelServingRow>
{
    /// <inheritdoc/>
    public static TableSchema Table { get; } = TableSchema.Of<ModelServingRow>("model_serving", "reader", "log_partition", "from_offset");

    /// <summary>Consumer group.</summary>
    public required string Reader { get; init; }

    /// <summary>Partition.</summary>
    public required int LogPartition { get; init; }

    /// <summary>Offset of the first record.</summary>
    public required long FromOffset { get; init; }

    /// <summary>When Ingest received that record.</summary>
    public required long KnownAtUnixMicros { get; init; }

    /// <summary>Drill-health model.</summary>
    public required string ModelHash { get; init; }

    /// <summary>RUL model; null when there is none.</summary>
    public required string? LifeModelHash { get; init; }

    /// <inheritdoc/>
    public static ModelServingRow Map<TMap>(ref TMap map, in ModelServingRow row) where TMap : struct, IRowMap => new()
    {
        Reader = map.Text("reader", row.Reader),
        LogPartition = map.Integer("log_partition", row.LogPartition),
        FromOffset = map.BigInt("from_offset", row.FromOffset),
        KnownAtUnixMicros = map.Timestamp("known_at", row.KnownAtUnixMicros),
        ModelHash = map.Text("model_hash", row.ModelHash),
        LifeModelHash = map.TextOrNull("life_model_hash", row.LifeModelHash),
    };
}
