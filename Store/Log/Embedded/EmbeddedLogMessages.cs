using Microsoft.Extensions.Logging;

namespace Maintenance.Store.Log.Embedded;

/// <summary>Log messages of the embedded log, ids 4100–4199.</summary>
internal static partial class EmbeddedLogMessages
{
    [LoggerMessage(4100, LogLevel.Information, "Telemetry log opened in {Directory}: {Topics} topics, {Partitions} partitions, fsync "
        + "{Fsync}")]
    public static partial void Opened(ILogger logger, string directory, int topics, int partitions, bool fsync);

    [LoggerMessage(4101, LogLevel.Debug, "Log partition {Partition} recovered: offsets {Begin} to {End}, {Entries} entries since it was "
        + "created")]
    public static partial void Recovered(ILogger logger, string partition, long begin, long end, long entries);

    [LoggerMessage(4102, LogLevel.Information, "Log partition {Partition}: retention removed {Files} files, it now begins at offset "
        + "{Begin}")]
    public static partial void Retained(ILogger logger, string partition, long files, long begin);

    [LoggerMessage(4103, LogLevel.Warning, "File {Path} is past retention but cannot be deleted; retried at the next start")]
    public static partial void NotDeleted(ILogger logger, string path, Exception error);

    [LoggerMessage(4104, LogLevel.Error, "Log partition {Partition} cannot write to {Directory}; appends fail while it keeps "
        + "retrying")]
    public static partial void Stalled(ILogger logger, string partition, string directory, Exception error);

    [LoggerMessage(4105, LogLevel.Information, "Log partition {Partition} can write again")]
    public static partial void Resumed(ILogger logger, string partition);

    [LoggerMessage(4106, LogLevel.Critical, "Log partition {Partition} stopped")]
    public static partial void Stopped(ILogger logger, string partition, Exception error);

    [LoggerMessage(4107, LogLevel.Error, "Log partition {Partition} closed with {Bytes} bytes that could not be written; they are lost")]
    public static partial void NotFlushed(ILogger logger, string partition, long bytes, Exception error);

    [LoggerMessage(4108, LogLevel.Error, "Retention of log partition {Partition} failed; retried later")]
    public static partial void RetentionFailed(ILogger logger, string partition, Exception error);

    [LoggerMessage(4109, LogLevel.Warning, "Topic {Topic} keeps the SegmentBytes {Kept} it was created with; "
        + "the configured value {Option} is ignored")]
    public static partial void SegmentBytesKept(ILogger logger, string topic, long kept, long option);

    [LoggerMessage(4110, LogLevel.Warning, "The file {Path}, the lineage of log partition {Partition}, cannot be read; it begins "
        + "a new one, and readers of the old one need to be told where to resume")]
    public static partial void LineageUnreadable(ILogger logger, string partition, string path, Exception error);
}
