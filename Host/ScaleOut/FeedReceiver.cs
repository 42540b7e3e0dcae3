using System.Collections.Concurrent;
using Maintenance.Core.Feed;
using Maintenance.Core.Log;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Telemetry;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Maintenance.Host.ScaleOut;

/// <summary>
/// Publishes what other processes score and what operators do there to this process's live feed, starting now: the past is in the store.
/// After a read error it goes on at the end of assessments, of which the newest counts, and with alarms where it was.
/// </summary>
internal sealed partial class FeedReceiver(ITelemetryLog log, LiveFeed feed, FeedIdentity identity, TimeProvider clock,
    ILogger<FeedReceiver> logger) : BackgroundService, IHealthCheck
{
    private const int ReadBytes = 1 << 20;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly string[] Followed = [Topics.Assessments, Topics.Alarms];
    private readonly ConcurrentDictionary<(string Topic, int Partition), string> _interrupted = new();

    /// <summary>Degraded while updates of other processes cannot be read: pages then lag behind the store.</summary>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(_interrupted.IsEmpty ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded(
            $"Live updates from other processes are interrupted: {_interrupted.First().Value}"));

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Followed.SelectMany(topic => Enumerable.Range(0, log.PartitionCount(topic))
            .Select(partition => Task.Run(() => FollowAsync(topic, partition, stoppingToken), stoppingToken))));

    private async Task FollowAsync(string topic, int partition, CancellationToken cancellationToken)
    {
        var read = -1L;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var from = read >= 0 && topic == Topics.Alarms ? read : log.HighWatermark(topic, partition);
                await using var reader = log.OpenReader(topic, partition, from);
                _interrupted.TryRemove((topic, partition), out _);
                await ReadAsync(reader, topic, partition, position => read = position, cancellationToken);
            }
            catch (LogException error)
            {
                _interrupted[(topic, partition)] = error.Message;
                LogInterrupted(logger, error, topic, partition);
            }
            await Task.Delay(Pause, clock, cancellationToken);
        }
    }

    private async Task ReadAsync(ILogReader reader, string topic, int partition, Action<long> done, CancellationToken cancellationToken)
    {
        done(reader.Position);
        var batch = new LogBatch(64 << 10);
        while (true)
        {
            batch.Clear();
            if (reader.Read(batch, ReadBytes) == 0)
            {
                await reader.WaitAsync(cancellationToken);
                continue;
            }
            var received = new Received();
            List<DeadLetterRecord>? foreign = null;
            for (var i = 0; i < batch.Count; i++)
                if (!(topic == Topics.Alarms ? TakeAlarm(batch.Value(i), received) : TakeUpdate(batch.Value(i), received)))
                    (foreign ??= []).Add(ToDeadLetter(batch, i, topic, partition));
            if (foreign is not null)
            {
                LogForeign(logger, foreign.Count, foreign[0].Detail);
                await DeadLetterAppender.AppendAsync(log, foreign, cancellationToken);
            }
            FeedIdentity.Receive(() => received.Publish(feed));
            done(reader.Position);
        }
    }

    private bool TakeUpdate(ReadOnlySpan<byte> value, Received into)
    {
        if (SharedUpdate.Decode(value) is not { } shared) return SharedUpdate.IsOfAnotherVersion(value);
        if (shared.Sender != identity.Name) into.Updates.Add(shared.Update);
        return true;
    }

    private bool TakeAlarm(ReadOnlySpan<byte> value, Received into)
    {
        if (SharedAlarm.Decode(value) is not { } shared) return SharedAlarm.IsOfAnotherVersion(value);
        if (shared.Sender == identity.Name) return true;
        if (shared.Event is { } row) into.Events.Add(row);
        else into.Actions.Add(shared.Action!.Value);
        return true;
    }

    [LoggerMessage(6002, LogLevel.Warning, "Live updates from other processes are interrupted in topic {Topic}, partition "
        + "{Partition}; pages show what is stored")]
    private static partial void LogInterrupted(ILogger logger, Exception error, string topic, int partition);

    private static DeadLetterRecord ToDeadLetter(LogBatch batch, int index, string topic, int partition) => ForeignRecord.Letter(
        topic, partition, batch.Offset(index), batch.TimestampUnixMicros(index), batch.Value(index),
        topic == Topics.Alarms ? "an alarm of a version known here" : "an update of a version known here");

    [LoggerMessage(6003, LogLevel.Warning, "{Records} records are not live updates and were dead-lettered; the first: {Detail}")]
    private static partial void LogForeign(ILogger logger, int records, string detail);

    private sealed class Received
    {
        public List<AssetUpdate> Updates { get; } = [];

        public List<AlarmEventRow> Events { get; } = [];

        public List<OperatorActionRow> Actions { get; } = [];

        public void Publish(LiveFeed feed)
        {
            if (Updates.Count > 0) feed.Publish(Updates);
            if (Events.Count > 0) feed.PublishAlarms(Events);
            if (Actions.Count > 0) feed.PublishActions(Actions);
        }
    }
}
