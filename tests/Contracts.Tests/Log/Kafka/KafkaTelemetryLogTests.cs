using Maintenance.Core.Log;
using Maintenance.Core.Ports;
using Maintenance.Store.Log;
using Maintenance.Store.Log.Kafka;
using Maintenance.Tests.Kafka;
using Microsoft.Extensions.Logging.Abstractions;

namespace Maintenance.Contracts.Tests.Log.Kafka;

#pragma warning disable CA1001 // CleanUpAsync disposes it
/// <summary>The Kafka engine keeps the contract, against librdkafka's mock brokers.</summary>
public sealed class KafkaTelemetryLogTests : TelemetryLogContract
{
    private const string RetentionIsTheBrokers = "Kafka's brokers apply retention, and the mock brokers have none to configure; "
        + "what the engine asks of real ones, and a reader that retention overtakes, are in KafkaLogTests.";

    private MockCluster? _cluster;

    [Fact(Skip = RetentionIsTheBrokers)]
    public override Task Retention_by_size_removes_the_oldest_and_keeps_at_least_what_it_says() =>
        base.Retention_by_size_removes_the_oldest_and_keeps_at_least_what_it_says();

    [Fact(Skip = RetentionIsTheBrokers)]
    public override Task Retention_by_age_removes_only_what_is_old() => base.Retention_by_age_removes_only_what_is_old();

    [Fact(Skip = RetentionIsTheBrokers)]
    public override Task A_reader_that_retention_overtakes_goes_on_at_the_beginning() =>
        base.A_reader_that_retention_overtakes_goes_on_at_the_beginning();

    protected override ValueTask<ITelemetryLog> OpenAsync(LogTestOptions options)
    {
        if (_cluster is null)
        {
            _cluster = new MockCluster();
            _cluster.CreateTopic(LogProbe.Topic, options.Partitions);
            _cluster.CreateTopic(Topics.Alarms, 1);
        }
        return ValueTask.FromResult(TelemetryLogs.Open(OptionsFor(_cluster.BootstrapServers, options), Clock, NullLoggerFactory.Instance));
    }

    protected override ValueTask ApplyRetentionAsync(ITelemetryLog log) => throw new NotSupportedException(RetentionIsTheBrokers);

    protected override ValueTask CleanUpAsync()
    {
        _cluster?.Dispose();
        return ValueTask.CompletedTask;
    }

    internal static TelemetryLogOptions OptionsFor(string bootstrapServers, LogTestOptions options, KafkaLogOptions? kafka = null) => new()
    {
        Engine = TelemetryLogEngine.Kafka,
        Partitions = new(StringComparer.Ordinal) { [LogProbe.Topic] = options.Partitions, [Topics.Alarms] = 1 },
        CommitInterval = TimeSpan.FromMilliseconds(1),
        MaxRecordBytes = options.MaxRecordBytes,
        MaxBytesInFlight = options.MaxBytesInFlight,
        // The mock brokers, unlike real ones, do not answer a waiting fetch when a record comes.
        Kafka = kafka ?? new KafkaLogOptions { BootstrapServers = bootstrapServers, FetchWait = TimeSpan.FromMilliseconds(10) },
    };
}
