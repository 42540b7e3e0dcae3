namespace Maintenance.Core.Tables;

/// <summary>A session of a person who signed in: it lasts while its row does. Upsert by session. Times are Unix µs, UTC.</summary>
public readonly record struct UserSessionRow : ITableRow<UserSessionRow>
{
    /// <inheritdoc/>
    public static TableSchema Table { get; } = TableSchema.Of<UserSessionRow>("user_session", "session");

    /// <summary>Random name of the session; the person's cookie holds it, sealed.</summary>
    public required string Session { get; init; }

    /// <summary>The account, by the key of its name.</summary>
    public required string UserKey { get; init; }

    /// <summary>When the person signed in.</summary>
    public required long StartedUnixMicros { get; init; }

    /// <summary>When the session ends, however much it is used.</summary>
    public required long ExpiresUnixMicros { get; init; }

    /// <inheritdoc/>
    public static UserSessionRow Map<TMap>(ref TMap map, in UserSessionRow row) where TMap : struct, IRowMap => new()
    {
        Session = map.Text("session", row.Session),
        UserKey = map.Text("user_key", row.UserKey),
        StartedUnixMicros = map.Timestamp("started", row.StartedUnixMicros),
        ExpiresUnixMicros = map.Timestamp("expires", row.ExpiresUnixMicros),
    };
}
