using Microsoft.Extensions.Logging;

namespace Maintenance.Store.Sql.DuckDb;

/// <summary>Log messages of the embedded store; ids 4000–4099.</summary>
internal static partial class DuckDbLogMessages
{
    [LoggerMessage(4000, LogLevel.Information, "Store {Path} opened: DuckDB {Version}, schema {Schema}, {MemoryMiB} MiB memory, {Threads} "
        + "threads")]
    public static partial void Opened(ILogger logger, string path, string version, long schema, int memoryMiB, int threads);

    [LoggerMessage(4001, LogLevel.Information, "Store schema migrated to version {Version} by {Name}")]
    public static partial void Migrated(ILogger logger, int version, string name);

    [LoggerMessage(4002, LogLevel.Trace, "Committed {Commits} commits, {Rows} rows in {Milliseconds} ms")]
    public static partial void Committed(ILogger logger, int commits, int rows, double milliseconds);

    [LoggerMessage(4003, LogLevel.Error, "A transaction of {Commits} commits, {Rows} rows was rolled back")]
    public static partial void CommitFailed(ILogger logger, Exception error, int commits, int rows);

    [LoggerMessage(4004, LogLevel.Information, "Deleted {Rows} rows of {Table}: {Rule}")]
    public static partial void Deleted(ILogger logger, long rows, string table, string rule);

    [LoggerMessage(4005, LogLevel.Information, "Store {Path} closed")]
    public static partial void Closed(ILogger logger, string path);

    [LoggerMessage(4006, LogLevel.Warning, "Cancelled the running read-only queries because the writer needed their memory: {Reason}")]
    public static partial void FreedMemory(ILogger logger, string reason);

    [LoggerMessage(4007, LogLevel.Information, "Store {Path} was stopped during a commit: {Bytes} bytes of it were truncated from the "
        + "write-ahead log; its records are processed again")]
    public static partial void CutTail(ILogger logger, string path, long bytes);

    [LoggerMessage(4008, LogLevel.Debug, "Merged small row groups of {Table}: {Rows} rows")]
    public static partial void Merged(ILogger logger, long rows, string table);
}
