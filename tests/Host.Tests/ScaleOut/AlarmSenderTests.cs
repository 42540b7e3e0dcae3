using Maintenance.Core.Alarms;
using Maintenance.Core.Feed;
using Maintenance.Core.Log;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Maintenance.Host.ScaleOut;
using Maintenance.Store.Log;
using Maintenance.Store.Sql;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;

namespace Maintenance.Host.Tests.ScaleOut;

/// <summary>Topic <c>alarms.v1</c> holds every committed alarm event and action once, whatever ended the process in between.</summary>
public sealed class AlarmSenderTests : IAsyncLifetime, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("alarm-sender-").FullName;
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(2));
    private readonly long _now = UnixMicros.Now(TimeProvider.System);
    private ITelemetryLog _log = null!;
    private IConditionStore _store = null!;
    private AlarmSender _sender = null!;
    private long _sequence;

    public async Task InitializeAsync()
    {
        _log = TelemetryLogs.Open(new TelemetryLogOptions { DataDirectory = _folder, Fsync = false, SegmentBytes = 1 << 20 },
            TimeProvider.System, NullLoggerFactory.Instance);
        _store = await ConditionStores.OpenAsync(new ConditionStoreOptions { DataDirectory = _folder, MemoryLimitMiB = 256 },
            NullLoggerFactory.Instance, _patience.Token);
        await _store.MigrateAsync(_patience.Token);
    }

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        await _log.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    public void Dispose() => _patience.Dispose();

    [Fact]
    public async Task What_was_committed_while_nobody_sent_is_sent_after_the_start_and_nothing_twice()
    {
        var feed = new LiveFeed();
        await CommitAsync(feed: null, Event(0), Event(1));
        await ActAsync(feed: null, 2);
        await RunAsync(feed, _log, async () =>
        {
            await CommitAsync(feed, Event(2));
            await ActAsync(feed, 1);
            await UntilAsync(6);
        });
        // A crash between the commit and the topic; of a partition whose records wait, what is known lies before what is sent already.
        await CommitAsync(feed: null, Event(3), Event(4, knownAgo: TimeSpan.FromHours(20), partition: 1));
        await ActAsync(feed: null, 1);
        await RunAsync(new LiveFeed(), _log, () => UntilAsync(9));

        var sent = await SentAsync();
        sent.Count.ShouldBe(9);
        sent.Select(a => a.Identity).Distinct().Count().ShouldBe(9);
        sent.Where(a => a.Action is not null).Select(a => a.Action!.Value.Sequence).ShouldBe([1, 2, 3, 4]);
        sent.Where(a => a.Event is not null).Select(a => a.Event!.Value.LogOffset).Order().ShouldBe([0, 1, 2, 3, 4]);
    }

    [Fact]
    public async Task While_the_log_takes_nothing_it_is_said_and_afterwards_all_is_there_once()
    {
        var (feed, log) = (new LiveFeed(), new BrokenLog(_log));
        await RunAsync(feed, log, async () =>
        {
            await CommitAsync(feed, Event(0));
            await UntilAsync(1);
            log.IsBroken = true;
            await CommitAsync(feed, Event(1), Event(2));
            await UntilAsync(async () => (await _sender.CheckHealthAsync(new HealthCheckContext())).Status == HealthStatus.Degraded);
            await ActAsync(feed, 3);
            await CommitAsync(feed, Event(3));
            log.IsBroken = false;
            await UntilAsync(7);
            await UntilAsync(async () => (await _sender.CheckHealthAsync(new HealthCheckContext())).Status == HealthStatus.Healthy);
        });
        (await SentAsync()).Select(a => a.Identity).Distinct().Count().ShouldBe(7);
        (await SentAsync()).Count.ShouldBe(7);
    }

    [Fact]
    public async Task What_other_processes_committed_is_left_to_them()
    {
        var feed = new LiveFeed();
        await RunAsync(feed, _log, async () =>
        {
            FeedIdentity.Receive(() => feed.PublishAlarms([Event(8)]));
            await CommitAsync(feed, Event(0));
            await UntilAsync(1);
        });
        (await SentAsync()).ShouldHaveSingleItem().Event!.Value.LogOffset.ShouldBe(0);
    }

    [Fact]
    public void Actions_that_are_no_longer_remembered_are_not_asked_for_again()
    {
        const int remembered = 100_000;
        var published = new PublishedAlarms(_log);
        for (var i = 0; i < remembered + 5; i++) published.Add(SharedAlarm.Of("here", NextAction()));
        published.FirstSequence.ShouldBe(6);
    }

    private async Task RunAsync(LiveFeed feed, ITelemetryLog log, Func<Task> meanwhile)
    {
        var unpublished = new UnpublishedAlarms(log, _store, TimeProvider.System, CommittedAlarms.Events | CommittedAlarms.Actions);
        using var sender = new AlarmSender(
            log, unpublished, feed, new FeedIdentity(), TimeProvider.System, NullLogger<AlarmSender>.Instance);
        _sender = sender;
        await sender.StartAsync(_patience.Token);
        await meanwhile();
        await sender.StopAsync(_patience.Token);
    }

    private Task UntilAsync(int sent) => UntilAsync(async () => (await SentAsync()).Count >= sent);

    private async Task UntilAsync(Func<Task<bool>> condition)
    {
        while (!await condition()) await Task.Delay(20, _patience.Token);
    }

    private async Task<List<SharedAlarm>> SentAsync()
    {
        var sent = new List<SharedAlarm>();
        var batch = new LogBatch();
        await using var reader = _log.OpenReader(Topics.Alarms, 0, 0);
        while (reader.Read(batch, 1 << 20) > 0)
        {
            for (var i = 0; i < batch.Count; i++) sent.Add(SharedAlarm.Decode(batch.Value(i)).ShouldNotBeNull());
            batch.Clear();
        }
        return sent;
    }

    private async Task CommitAsync(LiveFeed? feed, params AlarmEventRow[] rows)
    {
        await _store.CommitAsync(new StoreCommit { Batches = [TableBatch.Of<AlarmEventRow>(rows)] }, _patience.Token);
        feed?.PublishAlarms(rows);
    }

    private async Task ActAsync(LiveFeed? feed, int count)
    {
        OperatorActionRow[] rows = [.. Enumerable.Range(0, count).Select(_ => NextAction())];
        await _store.CommitAsync(new StoreCommit
        {
            Batches = [TableBatch.Of<OperatorActionRow>(rows)],
            Offset = new OffsetMove(OffsetKey.OperatorActions, _sequence == count ? null : _sequence - count, _sequence),
        }, _patience.Token);
        feed?.PublishActions(rows);
    }

    private OperatorActionRow NextAction() => new()
    {
        Sequence = ++_sequence, EventTimeUnixMicros = _now, Actor = "ann", Action = OperatorActions.Comment, Asset = "D1", Rule = "hot",
        OccurrenceUnixMicros = _now, Priority = 2, UntilUnixMicros = UnixMicros.None, Text = "t", Detail = null, RequestKey = null,
        PreviousHash = "", Hash = $"{_sequence}",
    };

    private AlarmEventRow Event(int offset, TimeSpan knownAgo = default, int partition = 0) => new()
    {
        Asset = "D1", Rule = "hot", Level = "high", EventTimeUnixMicros = _now + offset,
        KnownAtUnixMicros = _now + offset - UnixMicros.Length(knownAgo), LogPartition = partition, LogOffset = offset, RuleVersion = 1,
        Priority = 2, RaisedUnixMicros = _now, ReturnedUnixMicros = UnixMicros.None, Value = 99, Limit = 95, Withdrawn = false,
        Because = "99 is above 95",
    };

    private sealed class BrokenLog(ITelemetryLog inner) : ITelemetryLog
    {
        public volatile bool IsBroken;

        public int PartitionCount(string topic) => inner.PartitionCount(topic);

        public ValueTask<LogPosition> AppendAsync(string topic, ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> value,
            CancellationToken cancellationToken) => inner.AppendAsync(topic, key, value, cancellationToken);

        public ValueTask AppendAllAsync(IAppendBatch batch, CancellationToken cancellationToken) =>
            IsBroken ? throw new LogException("the disk is full", isTransient: true) : inner.AppendAllAsync(batch, cancellationToken);

        public ILogReader OpenReader(string topic, int partition, long offset) => inner.OpenReader(topic, partition, offset);

        public long BeginningOffset(string topic, int partition) => inner.BeginningOffset(topic, partition);

        public long HighWatermark(string topic, int partition) => inner.HighWatermark(topic, partition);

        public LogLineage Lineage(string topic, int partition) => inner.Lineage(topic, partition);

        public ValueTask<IAsyncDisposable> SubscribeAsync(string topic, string group, IAssignmentListener listener,
            CancellationToken cancellationToken) => inner.SubscribeAsync(topic, group, listener, cancellationToken);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
