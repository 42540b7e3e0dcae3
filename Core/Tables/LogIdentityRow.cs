namespace Maintenance.Core.Tables;

/// <summary>
/// The log that a reader's offsets of a partition refer to, from this store offset on (decision 0024). Times are Unix µs, UTC.
/// </summary>
public readonly record struct LogIdentityRow : ITableRow<LogIdentityRow>
{
    /// <inheritdoc/>
    public static TableSchema Table { get; } =
        TableSchema.Of<LogIdentityRow>("log_identity", "reader", "topic", "log_partition", "from_offset");

    /// <summary>Consumer group.</summary>
    public required string Reader { get; init; }

    /// <summary>Topic.</summary>
    public required string Topic { get; init; }

    /// <summary>Partition.</summary>
    public required int LogPartition { get; init; }

    /// <summary>The store's offset.</summary>
    public required long FromOffset { get; init; }

    /// <summary>The log's own offset there.</summary>
    public required long LogOffset { get; init; }

    /// <summary>A <see cref="Log.LogLineage"/> as last stored, in a transaction that moved the offset.</summary>
    public required string? Lineage { get; init; }

    /// <summary>Where the log was seen to end before the reader's position; −1 if it was not.</summary>
    public required long CutAt { get; init; }

    /// <summary>When it was stored.</summary>
    public required long NotedUnixMicros { get; init; }

    /// <inheritdoc/>
    public static LogIdentityRow Map<TMap>(ref TMap map, in LogIdentityRow row) where TMap : struct, IRowMap => new()
    {
        Reader = map.Text("reader", row.Reader),
        Topic = map.Text("topic", row.Topic),
        LogPartition = map.Integer("log_partition", row.LogPartition),
        FromOffset = map.BigInt("from_offset", row.FromOffset),
        LogOffset = map.BigInt("log_offset", row.LogOffset),
        Lineage = map.TextOrNull("lineage", row.Lineage),
        CutAt = map.BigInt("cut_at", row.CutAt),
        NotedUnixMicros = map.Timestamp("noted", row.NotedUnixMicros),
    };
}
