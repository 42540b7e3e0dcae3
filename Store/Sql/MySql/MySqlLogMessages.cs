using Microsoft.Extensions.Logging;

namespace Maintenance.Store.Sql.MySql;

/// <summary>Log messages of the MySQL-wire store; ids 4050–4099.</summary>
internal static partial class MySqlLogMessages
{
    [LoggerMessage(4050, LogLevel.Information, "Store {Database} on {Hosts} opened: {Dialect}, schema {Schema}")]
    public static partial void Opened(ILogger logger, string database, string hosts, MySqlWireDialect dialect, int schema);

    [LoggerMessage(4051, LogLevel.Information, "Store schema migrated to version {Version} by {Name}")]
    public static partial void Migrated(ILogger logger, int version, string name);

    [LoggerMessage(4052, LogLevel.Trace, "Committed {Rows} rows in {Milliseconds} ms")]
    public static partial void Committed(ILogger logger, int rows, double milliseconds);

    [LoggerMessage(4053, LogLevel.Warning, "A transaction of {Rows} rows is retried, {Milliseconds} ms after its first attempt: "
        + "{Reason}")]
    public static partial void Retried(ILogger logger, int rows, long milliseconds, string reason);

    [LoggerMessage(4054, LogLevel.Error, "A transaction of {Rows} rows failed")]
    public static partial void CommitFailed(ILogger logger, Exception error, int rows);

    [LoggerMessage(4055, LogLevel.Information, "Deleted {Rows} rows of {Table}")]
    public static partial void Deleted(ILogger logger, long rows, string table);

    [LoggerMessage(4056, LogLevel.Warning, "A newer build has added columns to the store's tables; its views are kept")]
    public static partial void SchemaNewer(ILogger logger);

    [LoggerMessage(4057, LogLevel.Warning, "{Server} now takes writes: it was promoted for term {Term}")]
    public static partial void StandbyPromoted(ILogger logger, string server, long term);

    [LoggerMessage(4058, LogLevel.Debug, "The standby lag cannot be measured, the primary does not respond: {Reason}")]
    public static partial void PrimarySilent(ILogger logger, string reason);

    [LoggerMessage(4059, LogLevel.Debug, "Standby {Server} does not respond: {Reason}")]
    public static partial void StandbySilent(ILogger logger, string server, string reason);
}
