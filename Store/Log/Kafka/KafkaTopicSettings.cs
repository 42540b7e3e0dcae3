using System.Globalization;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Microsoft.Extensions.Logging;

namespace Maintenance.Store.Log.Kafka;

/// <summary>Reads the topic settings at opening and logs them, with conflicts between them and the options.</summary>
internal static class KafkaTopicSettings
{
    public const string MaxMessageBytes = "max.message.bytes";
    public const string MinInSyncReplicas = "min.insync.replicas";
    public const string CleanupPolicy = "cleanup.policy";
    public const string UncleanElection = "unclean.leader.election.enable";

    // Overhead of a batch, plus some for keys.
    private const int BatchOverhead = 1024;

    // The client's default batch size.
    private const int DefaultBatchBytes = 1_000_000;

    private static readonly string[] Reported = [MaxMessageBytes, MinInSyncReplicas, CleanupPolicy, UncleanElection, "retention.ms",
        "retention.bytes"];

    /// <summary>Logs the settings of each topic.</summary>
    /// <returns>Maximum bytes of a producer batch, so that records a topic accepts singly are not refused together; null if there is
    /// no limit or it is unknown.</returns>
    public static int? Read(IAdminClient admin, TelemetryLogOptions options, ILogger logger)
    {
        try
        {
            var found = admin.DescribeConfigsAsync(
                options.Partitions.Keys.Select(topic =>
                    new ConfigResource { Type = ResourceType.Topic, Name = options.Kafka.TopicPrefix + topic }),
                // opening is synchronous
                new DescribeConfigsOptions { RequestTimeout = options.Kafka.RequestTimeout }).GetAwaiter().GetResult();
            var limits = new List<long>();
            foreach (var topic in found)
            {
                var settings = topic.Entries.ToDictionary(e => e.Key, e => e.Value.Value, StringComparer.Ordinal);
                KafkaLogMessages.TopicSettings(logger, topic.ConfigResource.Name,
                    string.Join(", ", Reported.Where(settings.ContainsKey).Select(name => $"{name}={settings[name]}")));
                foreach (var concern in Concerns(settings, options))
                    KafkaLogMessages.TopicConcern(logger, topic.ConfigResource.Name, concern);
                if (Number(settings, MaxMessageBytes) is { } limit) limits.Add(limit);
            }
            return BatchBytes(limits);
        }
        catch (KafkaException error)
        {
            KafkaLogMessages.TopicSettingsUnknown(logger, error.Error.Reason); // older brokers, or no permission: nothing depends on it
            return null;
        }
    }

    /// <summary>Topic settings that would lose records or turn them into dead letters.</summary>
    public static IEnumerable<string> Concerns(IReadOnlyDictionary<string, string> settings, TelemetryLogOptions options)
    {
        if (Number(settings, MaxMessageBytes) is { } limit && limit < options.MaxRecordBytes + BatchOverhead)
            yield return string.Create(CultureInfo.InvariantCulture,
                $"max.message.bytes is {limit}, Log:MaxRecordBytes {options.MaxRecordBytes}: records that are larger when compressed go "
                    + $"to the dead letters. Raise the former or lower the latter.");
        if (Number(settings, MinInSyncReplicas) is { } replicas && replicas < options.Kafka.MinInSyncReplicas)
            yield return string.Create(CultureInfo.InvariantCulture, $"min.insync.replicas is {replicas}, "
                + $"Log:Kafka:MinInSyncReplicas {options.Kafka.MinInSyncReplicas}: an acknowledged record may be lost with a broker.");
        if (settings.TryGetValue(CleanupPolicy, out var policy) && policy.Contains("compact", StringComparison.Ordinal))
            yield return $"cleanup.policy is {policy}: compaction removes all but the newest record of a drill. Set it to delete.";
        if (settings.TryGetValue(UncleanElection, out var unclean) && string.Equals(unclean, "true", StringComparison.OrdinalIgnoreCase))
            yield return "unclean.leader.election.enable is true: acknowledged records may be lost when replicas fail.";
    }

    private static int? BatchBytes(List<long> limits)
    {
        if (limits.Count == 0) return null;
        var bytes = limits.Min() - BatchOverhead;
        return bytes >= DefaultBatchBytes ? null : (int)Math.Max(BatchOverhead, bytes);
    }

    private static long? Number(IReadOnlyDictionary<string, string> settings, string name) =>
        settings.TryGetValue(name, out var text) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number : null;
}
