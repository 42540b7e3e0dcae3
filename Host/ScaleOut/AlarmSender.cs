using Maintenance.Core.Feed;
using Maintenance.Core.Log;
using Maintenance.Core.Ports;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Maintenance.Host.ScaleOut;

/// <summary>
/// Appends what this process commits, alarm events and operators' actions, to topic <c>alarms.v1</c>, each once. What a crash, an outage of
/// the log or a flood kept from it is in the store: at the start, and after each failure, rows that the topic does not hold are read from
/// there.
/// <para>Threading: those who commit add rows under a lock; one loop sends them.</para>
/// </summary>
internal sealed partial class AlarmSender(ITelemetryLog log, UnpublishedAlarms unpublished, LiveFeed feed, FeedIdentity identity,
    TimeProvider clock, ILogger<AlarmSender> logger) : BackgroundService, IHealthCheck
{
    private const int BatchRecords = 1_000;
    private const int MaxPending = 50_000;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Doorbell _added = new(clock);
    private readonly PublishedAlarms _published = new(log);
    private List<SharedAlarm> _pending = [];
    private bool _isBehind = true;
    private volatile string? _complaint;

    /// <summary>Degraded while the topic does not take records: those who follow it lag behind the store.</summary>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(_complaint is { } complaint
            ? HealthCheckResult.Degraded($"Topic {Topics.Alarms} does not take alarms; they are sent when it does: {complaint}")
            : HealthCheckResult.Healthy());

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // To the end of the process, as the last ones are sent when it stops.
        feed.SubscribeAlarms(rows => Put(rows.Count, i => SharedAlarm.Of(identity.Name, rows[i])));
        feed.SubscribeActions(rows => Put(rows.Count, i => SharedAlarm.Of(identity.Name, rows[i])));
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (TakeBehind()) await CatchUpAsync(stoppingToken);
                await SendAsync(Take());
                _complaint = null;
            }
            catch (Exception error) when (error is LogException or StoreException)
            {
                if (_complaint is null) LogBehind(logger, error);
                _complaint = error.Message;
                lock (_lock) _isBehind = true;
                await Task.Delay(Pause, clock, stoppingToken);
                continue;
            }
            await _added.WaitAsync(stoppingToken);
        }
    }

    /// <summary>Sends what was committed until the last moment; what fails is sent after the next start.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (_isBehind) return;
        try
        {
            await SendAsync(Take());
        }
        catch (LogException error)
        {
            LogBehind(logger, error);
        }
    }

    private void Put(int count, Func<int, SharedAlarm> of)
    {
        if (FeedIdentity.IsReceiving) return; // came from another process, which sends it
        lock (_lock)
        {
            if (_isBehind && _complaint is not null) return; // read from the store later
            for (var i = 0; i < count; i++) _pending.Add(of(i));
            if (_pending.Count > MaxPending)
            {
                _pending = [];
                _isBehind = true;
            }
        }
        _added.Ring();
    }

    private bool TakeBehind()
    {
        lock (_lock)
        {
            var was = _isBehind;
            _isBehind = false;
            return was;
        }
    }

    private List<SharedAlarm> Take()
    {
        lock (_lock)
        {
            var taken = _pending;
            _pending = [];
            return taken;
        }
    }

    private async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        await _published.ReadAsync(cancellationToken);
        var isSettled = false;
        await foreach (var page in unpublished.ReadAsync(_published, identity.Name, cancellationToken))
        {
            if (!isSettled && page.Exists(alarm => !_published.Holds(alarm)))
            {
                // Another process may have committed it just now, and be about to send it.
                await Task.Delay(Pause, clock, cancellationToken);
                await _published.ReadAsync(cancellationToken);
                isSettled = true;
            }
            await SendAsync(page);
        }
    }

    // Not cancelled: of a cancelled append nobody knows whether it is in the log.
    private async Task SendAsync(List<SharedAlarm> alarms)
    {
        foreach (var some in alarms.DistinctBy(a => a.Identity).Where(a => !_published.Holds(a)).Chunk(BatchRecords))
        {
            var batch = new Batch(some);
            await log.AppendAllAsync(batch, CancellationToken.None);
            foreach (var alarm in some) _published.Add(alarm);
            if (batch.Refused is { } reason) LogRefused(logger, reason);
        }
    }

    public override void Dispose()
    {
        _added.Dispose();
        base.Dispose();
    }

    [LoggerMessage(6008, LogLevel.Warning, "Alarms cannot be sent to topic alarms.v1 now; they are in the store and are sent later")]
    private static partial void LogBehind(ILogger logger, Exception error);

    [LoggerMessage(6009, LogLevel.Error, "Topic alarms.v1 refuses an alarm, which is only in the store: {Reason}")]
    private static partial void LogRefused(ILogger logger, string reason);

    private sealed class Batch(SharedAlarm[] alarms) : IAppendBatch
    {
        public string? Refused { get; private set; }

        public int Count => alarms.Length;

        public string Topic(int index) => Topics.Alarms;

        public ReadOnlyMemory<byte> Key(int index) => alarms[index].EncodeKey();

        public ReadOnlyMemory<byte> Value(int index) => alarms[index].Encode();

        public void Refuse(int index, string reason) => Refused = $"{alarms[index].Identity}: {reason}";
    }
}
