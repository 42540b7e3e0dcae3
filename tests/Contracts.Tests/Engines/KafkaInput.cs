using Maintenance.Store.Log;
using Maintenance.Store.Log.Kafka;
using Maintenance.Tests.Kafka;

namespace Maintenance.Contracts.Tests.Engines;

/// <summary>The telemetry log on mock brokers.</summary>
internal static class KafkaInput
{
    /// <summary>Options of the log, whose topics are made.</summary>
    public static TelemetryLogOptions Options(MockCluster brokers)
    {
        var options = new TelemetryLogOptions
        {
            Engine = TelemetryLogEngine.Kafka,
            CommitInterval = TimeSpan.FromMilliseconds(1),
            // The mock brokers, unlike real ones, do not answer a waiting fetch when a record comes.
            Kafka = new KafkaLogOptions { BootstrapServers = brokers.BootstrapServers, FetchWait = TimeSpan.FromMilliseconds(10) },
        };
        foreach (var (topic, partitions) in options.Partitions) brokers.CreateTopic(topic, partitions);
        return options;
    }
}
