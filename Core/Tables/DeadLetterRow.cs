namespace Maintenance.Core.Tables;

/// <summary>What Ingest refused, with reason and (up to 64 KiB of) bytes. Times are Unix µs, UTC.</summary>
public readonly record struct DeadLetterRow : ITableRow<DeadLetterRow>
{
    /// <inheritdoc/>
    public static TableSchema Table { get; } = TableSchema.Of<DeadLetterRow>("dead_letter");

    /// <summary>When it was refused.</summary>
    public required long ReceivedUnixMicros { get; init; }

    /// <summary>Partition of the dead letter.</summary>
    public required int LogPartition { get; init; }

    /// <summary>Its offset.</summary>
    public required long LogOffset { get; init; }

    /// <summary>Asset id; null when the payload does not give it.</summary>
    public required string? Asset { get; init; }

    /// <summary>Where the payload came from.</summary>
    public required string Source { get; init; }

    /// <summary>Text of a <c>DeadLetterReason</c>.</summary>
    public required string Reason { get; init; }

    /// <summary>One sentence: expected, found, where.</summary>
    public required string Detail { get; init; }

    /// <summary>Readings refused.</summary>
    public required int Readings { get; init; }

    /// <summary>Length of the refused bytes.</summary>
    public required long PayloadBytes { get; init; }

    /// <summary>The first 64 KiB of them.</summary>
    public required byte[]? Payload { get; init; }

    /// <inheritdoc/>
    public static DeadLetterRow Map<TMap>(ref TMap map, in DeadLetterRow row) where TMap : struct, IRowMap => new()
    {
        ReceivedUnixMicros = map.Timestamp("received", row.ReceivedUnixMicros),
        LogPartition = map.Integer("log_partition", row.LogPartition),
        LogOffset = map.BigInt("log_offset", row.LogOffset),
        Asset = map.TextOrNull("asset", row.Asset),
        Source = map.Text("source", row.Source),
        Reason = map.Text("reason", row.Reason),
        Detail = map.Text("detail", row.Detail),
        Readings = map.Integer("readings", row.Readings),
        PayloadBytes = map.BigInt("payload_bytes", row.PayloadBytes),
        Payload = map.Blob("payload", row.Payload),
    };
}
