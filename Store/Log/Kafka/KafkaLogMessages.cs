using Microsoft.Extensions.Logging;

namespace Maintenance.Store.Log.Kafka;

/// <summary>Log messages of the Kafka log, ids 4200–4299.</summary>
internal static partial class KafkaLogMessages
{
    [LoggerMessage(4200, LogLevel.Information, "Telemetry log opened on Kafka at {Servers}: {Topics} topics, {Partitions} partitions")]
    public static partial void Opened(ILogger logger, string servers, int topics, int partitions);

    [LoggerMessage(4201, LogLevel.Information, "Kafka topic {Topic} created with {Partitions} partitions, {Replicas} replicas")]
    public static partial void TopicCreated(ILogger logger, string topic, int partitions, int replicas);

    [LoggerMessage(4202, LogLevel.Warning, "Kafka client {Client}: {Reason} ({Code}); it keeps retrying, reported at most every 10 s")]
    public static partial void Degraded(ILogger logger, string client, string reason, string code);

    [LoggerMessage(4203, LogLevel.Error, "Kafka client {Client} stopped: {Reason} ({Code})")]
    public static partial void Fatal(ILogger logger, string client, string reason, string code);

    [LoggerMessage(4204, LogLevel.Debug, "Kafka client {Client}: {Facility} {Message}")]
    public static partial void Native(ILogger logger, string client, string facility, string message);

    [LoggerMessage(4205, LogLevel.Warning, "Reader of {Partition} requested offset {Wanted}, which retention removed; "
        + "it continues at {Begin}")]
    public static partial void Overtaken(ILogger logger, string partition, long wanted, long begin);

    [LoggerMessage(4206, LogLevel.Information, "Group {Group}: partitions {Partitions} of {Topic} assigned to this process")]
    public static partial void Assigned(ILogger logger, string group, string topic, string partitions);

    [LoggerMessage(4207, LogLevel.Information, "Group {Group}: partitions {Partitions} of {Topic} revoked from this process")]
    public static partial void Revoked(ILogger logger, string group, string topic, string partitions);

    [LoggerMessage(4208, LogLevel.Warning, "Group {Group}: this process exceeded the session timeout and lost "
        + "partitions {Partitions} of {Topic}")]
    public static partial void Lost(ILogger logger, string group, string topic, string partitions);

    [LoggerMessage(4209, LogLevel.Error, "Group {Group} of {Topic}: membership failed; rejoining after a pause")]
    public static partial void MembershipFailed(ILogger logger, string group, string topic, Exception error);

    [LoggerMessage(4210, LogLevel.Error, "Telemetry log on Kafka closed with {Records} undelivered records; they are lost")]
    public static partial void NotFlushed(ILogger logger, int records);

    [LoggerMessage(4212, LogLevel.Information, "Kafka topic {Topic}: {Settings}")]
    public static partial void TopicSettings(ILogger logger, string topic, string settings);

    [LoggerMessage(4213, LogLevel.Warning, "Kafka topic {Topic}: {Concern}")]
    public static partial void TopicConcern(ILogger logger, string topic, string concern);

    [LoggerMessage(4214, LogLevel.Information, "The Kafka brokers do not disclose topic settings ({Reason}); a record larger than a "
        + "topic allows is noticed only when refused")]
    public static partial void TopicSettingsUnknown(ILogger logger, string reason);

    [LoggerMessage(4211, LogLevel.Error, "Reader of {Partition} failed")]
    public static partial void ReaderFailed(ILogger logger, string partition, Exception error);
}
