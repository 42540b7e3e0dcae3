using System.Globalization;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Maintenance.Core.Ports;
using Microsoft.Extensions.Logging;

namespace Maintenance.Store.Log.Kafka;

/// <summary>
/// Ensures at opening that every topic exists with the configured number of partitions; creates missing ones.
/// </summary>
internal static class KafkaTopics
{
    /// <exception cref="LogException">The cluster does not respond, a topic has a different number of partitions, or cannot be
    /// created.</exception>
    public static void Ensure(IAdminClient admin, TelemetryLogOptions options, ILogger logger)
    {
        var missing = Missing(admin, options);
        if (missing.Count == 0) return;
        try
        {
            admin.CreateTopicsAsync(
                missing.Select(topic => Specification(topic, options)),
                new CreateTopicsOptions { OperationTimeout = options.Kafka.RequestTimeout, RequestTimeout = options.Kafka.RequestTimeout })
                .GetAwaiter().GetResult(); // opening is synchronous, once per process
        }
        catch (CreateTopicsException error) when (error.Results.TrueForAll(r => r.Error.Code is ErrorCode.NoError
            or ErrorCode.TopicAlreadyExists))
        {
            // Another process starting at the same time created them first; the result is checked below.
        }
        catch (CreateTopicsException error)
        {
            var reasons = string.Join("; ", error.Results.Where(r => r.Error.IsError).Select(r => $"{r.Topic}: {r.Error.Reason}"));
            throw new LogException(
                $"Kafka topics cannot be created ({reasons}); create them by hand, or see Log:Kafka:ReplicationFactor.",
                error.Results.Exists(r => KafkaErrors.IsTransient(r.Error)), error);
        }
        catch (KafkaException error)
        {
            throw error.ToLogException($"Kafka topics {string.Join(", ", missing)} cannot be created");
        }
        foreach (var topic in missing)
            KafkaLogMessages.TopicCreated(logger, options.Kafka.TopicPrefix + topic, options.Partitions[topic],
            options.Kafka.ReplicationFactor);
        Missing(admin, options);
    }

    /// <summary>The topic id assigned by the brokers on creation; null if they do not report it.</summary>
    /// <exception cref="LogException">The brokers do not respond, or the topic does not exist.</exception>
    public static string? IdOf(IAdminClient admin, string topic, TimeSpan timeout)
    {
        try
        {
            var description = admin.DescribeTopicsAsync(TopicCollection.OfTopicNames([topic]),
                new DescribeTopicsOptions { RequestTimeout = timeout })
                .GetAwaiter().GetResult().TopicDescriptions[0]; // opening a reader is synchronous
            if (description.Error.IsError) throw description.Error.ToLogException($"Kafka topic {topic} cannot be described");
            var id = description.TopicId;
            return id.MostSignificantBits == 0 && id.LeastSignificantBits == 0
                ? null : string.Create(CultureInfo.InvariantCulture, $"{id.MostSignificantBits:x16}{id.LeastSignificantBits:x16}");
        }
        catch (DescribeTopicsException error) when (error.Error.Code is ErrorCode.Local_UnsupportedFeature)
        {
            return null;
        }
        catch (KafkaException error)
        {
            throw error.ToLogException($"Kafka topic {topic} cannot be described");
        }
    }

    private static List<string> Missing(IAdminClient admin, TelemetryLogOptions options)
    {
        Dictionary<string, TopicMetadata> found;
        try
        {
            found = admin.GetMetadata(options.Kafka.RequestTimeout).Topics.ToDictionary(t => t.Topic, StringComparer.Ordinal);
        }
        catch (KafkaException error)
        {
            throw error.ToLogException($"Kafka at {options.Kafka.BootstrapServers} (Log:Kafka:BootstrapServers) does not respond");
        }
        var missing = new List<string>();
        foreach (var (topic, count) in options.Partitions)
        {
            if (!found.TryGetValue(options.Kafka.TopicPrefix + topic, out var metadata)) missing.Add(topic);
            else if (metadata.Partitions.Count != count && metadata.Partitions.Count > 0)
            {
                throw new LogException(
                    $"Kafka topic {metadata.Topic} has {metadata.Partitions.Count} partitions, but Log:Partitions:{topic} is {count}; "
                    + "another count would move assets between partitions: set the option to the topic's count.",
                    isTransient: false);
            }
        }
        return missing;
    }

    private static TopicSpecification Specification(string topic, TelemetryLogOptions options) => new()
    {
        Name = options.Kafka.TopicPrefix + topic,
        NumPartitions = options.Partitions[topic],
        ReplicationFactor = (short)options.Kafka.ReplicationFactor,
        Configs = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["min.insync.replicas"] = $"{options.Kafka.MinInSyncReplicas}",
            ["unclean.leader.election.enable"] = "false", // acknowledged records are never sacrificed for availability
            ["cleanup.policy"] = "delete",
            ["retention.bytes"] = $"{options.RetentionBytesOf(topic)}",
            ["retention.ms"] = $"{(long)options.RetentionAge.TotalMilliseconds}",
            ["segment.bytes"] = $"{options.SegmentBytes}",
            ["max.message.bytes"] = $"{options.MaxRecordBytes + (1 << 20)}",
            ["message.timestamp.type"] = "CreateTime",
            ["compression.type"] = "producer",
        },
    };
}
