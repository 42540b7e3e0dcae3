namespace Maintenance.Core.Tables;

/// <summary>
/// What an operator did, a link of a chain: each row holds the hash of the one before. Its commit moves the offset
/// <see cref="Ports.OffsetKey.OperatorActions"/> from the last sequence to its own, so that of two operators at once one wins. Times are
/// Unix µs, UTC.
/// </summary>
public readonly record struct OperatorActionRow : ITableRow<OperatorActionRow>
{
    /// <inheritdoc/>
    public static TableSchema Table { get; } = TableSchema.Of<OperatorActionRow>("operator_action", "sequence");

    /// <summary>1, 2, … without gaps.</summary>
    public required long Sequence { get; init; }

    /// <summary>When it was done.</summary>
    public required long EventTimeUnixMicros { get; init; }

    /// <summary>Who did it: an account, or <c>system</c>.</summary>
    public required string Actor { get; init; }

    /// <summary>The action, in snake_case: <c>acknowledge</c>, <c>shelve</c>, …</summary>
    public required string Action { get; init; }

    /// <summary>The asset; null when it is about none.</summary>
    public required string? Asset { get; init; }

    /// <summary>The rule; null when it is about none.</summary>
    public required string? Rule { get; init; }

    /// <summary>Beginning of the alarm as the operator saw it; <see cref="Time.UnixMicros.None"/> when it is about none.</summary>
    public required long OccurrenceUnixMicros { get; init; }

    /// <summary>Greatest priority that the operator saw; 0 when it is about none.</summary>
    public required int Priority { get; init; }

    /// <summary>End of what was begun, as of shelving; <see cref="Time.UnixMicros.None"/> without one.</summary>
    public required long UntilUnixMicros { get; init; }

    /// <summary>Reason or comment; null without one.</summary>
    public required string? Text { get; init; }

    /// <summary>JSON object with what else the action needs; null when nothing.</summary>
    public required string? Detail { get; init; }

    /// <summary>The client's own key of the request: the same key does nothing twice. Null without one.</summary>
    public required string? RequestKey { get; init; }

    /// <summary>Hash of the row before; 64 zeros of the first.</summary>
    public required string PreviousHash { get; init; }

    /// <summary>SHA-256 over the previous hash and every other column, hexadecimal.</summary>
    public required string Hash { get; init; }

    /// <inheritdoc/>
    public static OperatorActionRow Map<TMap>(ref TMap map, in OperatorActionRow row) where TMap : struct, IRowMap => new()
    {
        Sequence = map.BigInt("sequence", row.Sequence),
        EventTimeUnixMicros = map.Timestamp("event_time", row.EventTimeUnixMicros),
        Actor = map.Text("actor", row.Actor),
        Action = map.Text("action", row.Action),
        Asset = map.TextOrNull("asset", row.Asset),
        Rule = map.TextOrNull("rule", row.Rule),
        OccurrenceUnixMicros = map.Timestamp("occurrence", row.OccurrenceUnixMicros),
        Priority = map.Integer("priority", row.Priority),
        UntilUnixMicros = map.Timestamp("until_time", row.UntilUnixMicros),
        Text = map.TextOrNull("text", row.Text),
        Detail = map.TextOrNull("detail", row.Detail),
        RequestKey = map.TextOrNull("request_key", row.RequestKey),
        PreviousHash = map.Text("previous_hash", row.PreviousHash),
        Hash = map.Text("hash", row.Hash),
    };
}
