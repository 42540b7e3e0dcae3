namespace Maintenance.Core.Tables;

/// <summary>The account of a stream: upsert by (asset, epoch). Counts are readings. Times are Unix µs, UTC.</summary>
public readonly record struct StreamAccountRow : ITableRow<StreamAccountRow>
{
    /// <inheritdoc/>
    public static TableSchema Table { get; } = TableSchema.Of<StreamAccountRow>("stream_account", "asset", "epoch");

    /// <summary>Id.</summary>
    public required string Asset { get; init; }

    /// <summary>Stream epoch; −1 for readings without numbers.</summary>
    public required long Epoch { get; init; }

    /// <summary>True: sent = highest sequence + 1, missing = sent − stored − rejected. False: sent = stored + duplicates.</summary>
    public required bool Sequenced { get; init; }

    /// <summary>Readings sent.</summary>
    public required long Sent { get; init; }

    /// <summary>Readings stored.</summary>
    public required long Stored { get; init; }

    /// <summary>Readings recognised as already stored.</summary>
    public required long Duplicates { get; init; }

    /// <summary>Readings stored after a newer one of the same stream.</summary>
    public required long Late { get; init; }

    /// <summary>Oldest event time.</summary>
    public required long FirstEventTimeUnixMicros { get; init; }

    /// <summary>Newest event time.</summary>
    public required long LastEventTimeUnixMicros { get; init; }

    /// <summary>When Ingest received the last record.</summary>
    public required long LastReceivedUnixMicros { get; init; }

    /// <summary>JSON array of [first, last] pairs of stored sequences.</summary>
    public required string Ranges { get; init; }

    /// <inheritdoc/>
    public static StreamAccountRow Map<TMap>(ref TMap map, in StreamAccountRow row) where TMap : struct, IRowMap => new()
    {
        Asset = map.Text("asset", row.Asset),
        Epoch = map.BigInt("epoch", row.Epoch),
        Sequenced = map.Flag("sequenced", row.Sequenced),
        Sent = map.BigInt("sent", row.Sent),
        Stored = map.BigInt("stored", row.Stored),
        Duplicates = map.BigInt("duplicates", row.Duplicates),
        Late = map.BigInt("late", row.Late),
        FirstEventTimeUnixMicros = map.Timestamp("first_event_time", row.FirstEventTimeUnixMicros),
        LastEventTimeUnixMicros = map.Timestamp("last_event_time", row.LastEventTimeUnixMicros),
        LastReceivedUnixMicros = map.Timestamp("last_received", row.LastReceivedUnixMicros),
        Ranges = map.Text("ranges", row.Ranges),
    };
}
