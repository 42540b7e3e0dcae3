using System.Collections.Concurrent;
using Maintenance.Core.Feed;
using Maintenance.Core.Log;
using Maintenance.Core.Ports;
using Maintenance.Core.Telemetry;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Maintenance.Host.ScaleOut;

/// <summary>
/// Publishes what other processes score to this process's live feed, starting now: the past is in the store. After a read error a
/// partition is reopened at its end.
/// </summary>
internal sealed partial class FeedReceiver(ITelemetryLog log, LiveFeed feed, FeedIdentity identity, TimeProvider clock,
    ILogger<FeedReceiver> logger) : BackgroundService, IHealthCheck
{
    private const int ReadBytes = 1 << 20;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<int, string> _interrupted = new();

    /// <summary>Degraded while updates of other processes cannot be read: pages then lag behind the store.</summary>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(_interrupted.IsEmpty ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded(
            $"Live updates from other processes are interrupted: {_interrupted.First().Value}"));

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, log.PartitionCount(Topics.Assessments))
            .Select(partition => Task.Run(() => FollowAsync(partition, stoppingToken), stoppingToken)));

    private async Task FollowAsync(int partition, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await using var reader = log.OpenReader(Topics.Assessments, partition, log.HighWatermark(Topics.Assessments, partition));
                _interrupted.TryRemove(partition, out _);
                await ReadAsync(reader, partition, cancellationToken);
            }
            catch (LogException error)
            {
                _interrupted[partition] = error.Message;
                LogInterrupted(logger, error, partition);
            }
            await Task.Delay(Pause, clock, cancellationToken);
        }
    }

    private async Task ReadAsync(ILogReader reader, int partition, CancellationToken cancellationToken)
    {
        var batch = new LogBatch(64 << 10);
        var updates = new List<AssetUpdate>();
        while (true)
        {
            batch.Clear();
            updates.Clear();
            if (reader.Read(batch, ReadBytes) == 0)
            {
                await reader.WaitAsync(cancellationToken);
                continue;
            }
            List<DeadLetterRecord>? foreign = null;
            for (var i = 0; i < batch.Count; i++)
            {
                if (SharedUpdate.Decode(batch.Value(i)) is { } shared)
                {
                    if (shared.Sender != identity.Name) updates.Add(shared.Update);
                }
                else if (!SharedUpdate.IsOfAnotherVersion(batch.Value(i)))
                {
                    (foreign ??= []).Add(ToDeadLetter(batch, i, partition));
                }
            }
            if (foreign is not null)
            {
                LogForeign(logger, foreign.Count, foreign[0].Detail);
                await DeadLetterAppender.AppendAsync(log, foreign, cancellationToken);
            }
            if (updates.Count > 0) FeedIdentity.Receive(() => feed.Publish([.. updates]));
        }
    }

    [LoggerMessage(6002, LogLevel.Warning, "Live updates from other processes are interrupted in partition {Partition}; pages show what is "
        + "stored")]
    private static partial void LogInterrupted(ILogger logger, Exception error, int partition);

    private static DeadLetterRecord ToDeadLetter(LogBatch batch, int index, int partition) => ForeignRecord.Letter(
        Topics.Assessments, partition, batch.Offset(index), batch.TimestampUnixMicros(index), batch.Value(index),
        "an update of a version known here");

    [LoggerMessage(6003, LogLevel.Warning, "{Records} records are not live updates and were dead-lettered; the first: {Detail}")]
    private static partial void LogForeign(ILogger logger, int records, string detail);
}
