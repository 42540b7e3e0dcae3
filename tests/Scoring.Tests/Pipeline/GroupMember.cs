using Maintenance.Core.Alarms;
using Maintenance.Core.Assets;
using Maintenance.Core.Feed;
using Maintenance.Core.Log;
using Maintenance.Core.Ports;
using Maintenance.Core.Tracing;
using Maintenance.Scoring.Registry;
using Maintenance.Scoring.Workers;
using Maintenance.Store.Log;
using Maintenance.Store.Log.Kafka;
using Microsoft.Extensions.Logging.Abstractions;

namespace Maintenance.Scoring.Tests.Pipeline;

/// <summary>What a scoring process has of its own: connections to Kafka, membership of the group, workers. The store is shared.</summary>
internal sealed class GroupMember : IAsyncDisposable
{
    private GroupMember(ITelemetryLog log, ScoringService service) => (Log, Service) = (log, service);

    public ScoringService Service { get; }

    public ITelemetryLog Log { get; }

    /// <summary>Partitions of telemetry it works on now.</summary>
    public int[] Partitions => [.. Service.Workers.Select(w => w.Partition).Order()];

    public static async Task<GroupMember> StartAsync(string brokers, int partitions, IConditionStore store, string reader,
        TimeSpan requestTimeout)
    {
        var log = TelemetryLogs.Open(
            new TelemetryLogOptions
            {
                Engine = TelemetryLogEngine.Kafka,
                Partitions = new(StringComparer.Ordinal) { [Topics.Telemetry] = partitions, [Topics.DeadLetter] = 1 },
                CommitInterval = TimeSpan.FromMilliseconds(1),
                // The mock brokers, unlike real ones, do not answer a waiting fetch when a record comes.
                Kafka = new KafkaLogOptions
                {
                    BootstrapServers = brokers, SessionTimeout = TimeSpan.FromSeconds(3), FetchWait =
                    TimeSpan.FromMilliseconds(20), RequestTimeout = requestTimeout
                },
            },
            TimeProvider.System, NullLoggerFactory.Instance);
        var services = new ScoringServices(
            log, store, new AssetRegistry(), ServingModels.Fixed(new StepModel()), new AlarmRules(), new LiveFeed(), RecordTraces.Off,
            new ScoringOptions { Reader = reader, CommitInterval = TimeSpan.Zero }, TimeProvider.System, NullLogger.Instance);
        var service = new ScoringService(services);
        await service.StartAsync(CancellationToken.None);
        return new GroupMember(log, service);
    }

    public async ValueTask DisposeAsync()
    {
        await Service.StopAsync(CancellationToken.None);
        Service.Dispose();
        await Log.DisposeAsync();
    }
}
