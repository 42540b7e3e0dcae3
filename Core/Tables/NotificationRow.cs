namespace Maintenance.Core.Tables;

/// <summary>
/// What one recipient is told of one alarm at one step: upsert by id, the hash of (asset, rule, occurrence, step, recipient). A row is
/// written before anything is sent; rows of one message share its id. Times are Unix µs, UTC.
/// </summary>
public readonly record struct NotificationRow : ITableRow<NotificationRow>
{
    /// <inheritdoc/>
    public static TableSchema Table { get; } = TableSchema.Of<NotificationRow>("notification", "id");

    /// <summary>64 hexadecimal digits.</summary>
    public required string Id { get; init; }

    /// <summary>Id of the message; e-mail has it in its Message-ID, a webhook in Idempotency-Key.</summary>
    public required string Message { get; init; }

    /// <summary>The asset; null of a test message.</summary>
    public required string? Asset { get; init; }

    /// <summary>The rule; null of a test message.</summary>
    public required string? Rule { get; init; }

    /// <summary>Beginning of the alarm; of a test message when it was asked for.</summary>
    public required long OccurrenceUnixMicros { get; init; }

    /// <summary>
    /// Priority, level of escalation and repetition, as <c>high.1</c>, <c>high.1.r2</c>; or <c>returned</c>, <c>test</c>.
    /// </summary>
    public required string Step { get; init; }

    /// <summary>Who: <c>email:…</c> or <c>webhook:…</c>.</summary>
    public required string Recipient { get; init; }

    /// <summary>What the route names: as <see cref="Recipient"/>, or <c>on-call:rota/level</c>.</summary>
    public required string Target { get; init; }

    /// <summary>Name of the route.</summary>
    public required string Route { get; init; }

    /// <summary>Priority told; 0 of a test message.</summary>
    public required int Priority { get; init; }

    /// <summary>
    /// <c>waiting</c>, <c>sending</c>, <c>sent</c>, <c>failed</c> (tried again), <c>given_up</c>, <c>unknown</c> (perhaps sent: not
    /// tried again) or <c>dropped</c> (the alarm was over before it could be sent).
    /// </summary>
    public required string State { get; init; }

    /// <summary>How often it was tried.</summary>
    public required int Attempts { get; init; }

    /// <summary>When it was first claimed.</summary>
    public required long CreatedUnixMicros { get; init; }

    /// <summary>When the state changed.</summary>
    public required long ChangedUnixMicros { get; init; }

    /// <summary>When it is tried again; <see cref="Time.UnixMicros.None"/> when it is not.</summary>
    public required long NextAttemptUnixMicros { get; init; }

    /// <summary>Subject of the message; null before it was tried.</summary>
    public required string? Subject { get; init; }

    /// <summary>Why it was not sent; null when it was.</summary>
    public required string? Error { get; init; }

    /// <inheritdoc/>
    public static NotificationRow Map<TMap>(ref TMap map, in NotificationRow row) where TMap : struct, IRowMap => new()
    {
        Id = map.Text("id", row.Id),
        Message = map.Text("message", row.Message),
        Asset = map.TextOrNull("asset", row.Asset),
        Rule = map.TextOrNull("rule", row.Rule),
        OccurrenceUnixMicros = map.Timestamp("occurrence", row.OccurrenceUnixMicros),
        Step = map.Text("step", row.Step),
        Recipient = map.Text("recipient", row.Recipient),
        Target = map.Text("target", row.Target),
        Route = map.Text("route", row.Route),
        Priority = map.Integer("priority", row.Priority),
        State = map.Text("state", row.State),
        Attempts = map.Integer("attempts", row.Attempts),
        CreatedUnixMicros = map.Timestamp("created", row.CreatedUnixMicros),
        ChangedUnixMicros = map.Timestamp("changed", row.ChangedUnixMicros),
        NextAttemptUnixMicros = map.Timestamp("next_attempt", row.NextAttemptUnixMicros),
        Subject = map.TextOrNull("subject", row.Subject),
        Error = map.TextOrNull("error", row.Error),
    };
}
