using Maintenance.Core.Log;
using Maintenance.Core.Ports;
using Maintenance.Core.Telemetry;
using Maintenance.Core.Time;
using Maintenance.Core.Tracing;
using Maintenance.Scoring.Alarms;
using Maintenance.Scoring.Blocks;
using Maintenance.Scoring.Offsets;
using Maintenance.Scoring.Shadow;
using Maintenance.Scoring.Trends;
using Microsoft.Extensions.Logging;

namespace Maintenance.Scoring.Workers;

/// <summary>
/// Scores one partition of the telemetry log into the store, exactly once.
/// <para>Failure strategy: all state can be read back; after any failure a new worker starts at the offset in the store and recomputes the
/// rows of the failed commit from the log.</para>
/// <para>Threading: <see cref="RunAsync"/> is one logical thread. A commit runs while the next batch is computed.</para>
/// </summary>
public sealed partial class PartitionWorker
{
    private const int ReadBytes = 8 << 20;

    private readonly ScoringServices _services;
    private readonly int _partition;
    private readonly OffsetCommitter _committer;
    private readonly BatchCommits _commits;
    private readonly StoreReads _reads;
    private readonly AlarmClock _alarms;
    private readonly ReadAhead _ahead;
    private readonly ModelSchedule _schedule;
    private readonly ForeignRecords _foreign;
    private readonly RecordProcessor _processor;

    // Added to the log's offsets to give the store's. Offsets in this class are the store's; readers and watermarks use the log's.
    private long _shift;

    // Completes when records come.
    private Task? _coming;

    private long _waitingSince = UnixMicros.None;
    private long _judged = UnixMicros.None;

    /// <summary>Creates a worker; nothing runs yet.</summary>
    public PartitionWorker(ScoringServices services, int partition)
        : this(services, partition, AlarmBreakage.None)
    {
    }

    internal PartitionWorker(ScoringServices services, int partition, AlarmBreakage breakage)
    {
        _services = services;
        _partition = partition;
        _committer = new OffsetCommitter(services.Store, new OffsetKey(services.Options.Reader, Topics.Telemetry, partition),
            services.Clock, services.Logger);
        _commits = new BatchCommits(_committer, services.Feed, services.Options, services.Clock);

        _schedule = new ModelSchedule(services.Models, services.Options.Reader, partition);
        _foreign = new ForeignRecords(services, partition);
        _processor = new RecordProcessor(
            services.Registry, partition, services.Options.HistoryBlocks, services.Options.LateBlocks, breakage);
        _reads = new StoreReads(services.Store, _processor.UseRules);
        _alarms = new AlarmClock(_processor, _reads, services.Store, partition, services.Clock);
        _ahead = new ReadAhead(_processor, _foreign);
    }

    /// <summary>The log's offset through which everything is committed; −1 before it is known. Any thread may read it.</summary>
    public long Position => _commits.Position;

    /// <summary>The partition.</summary>
    public int Partition => _partition;

    /// <summary>Why commits fail and are being retried; null while they do not. Any thread may read it.</summary>
    public string? Trouble => _committer.Trouble;

    /// <summary>
    /// When Ingest received the record that waits longest to be committed, as far as it has been read, Unix µs;
    /// <see cref="UnixMicros.None"/> while none waits. Any thread may read it.
    /// </summary>
    public long WaitingSinceUnixMicros => Volatile.Read(ref _waitingSince);

    /// <summary>
    /// What was received until then is judged, silence too: the present while nothing waits. <see cref="UnixMicros.None"/> before the first
    /// look. Any thread may read it.
    /// </summary>
    public long JudgedUnixMicros => Volatile.Read(ref _judged);

    internal ProcessedCounts Counts => _processor.Counts;

    /// <summary>Judges slow changes.</summary>
    internal TrendJudge Trends
    {
        init => _processor.Trends = value;
    }

    /// <summary>Completes once everything before an offset of the log is committed. Any thread may call it.</summary>
    public Task WaitForPositionAsync(long offset, CancellationToken cancellationToken) =>
        _commits.WaitForPositionAsync(offset, cancellationToken);

    /// <summary>Runs until cancelled.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled; there is no other regular end.</exception>
    /// <exception cref="OffsetConflictException">Another worker owns the partition.</exception>
    /// <exception cref="StoreException">The store failed permanently.</exception>
    /// <exception cref="LogException">The log cannot be read.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var next = await BeginAsync(cancellationToken);
        await using var reader = _services.Log.OpenReader(Topics.Telemetry, _partition, next);
        var batch = new LogBatch();
        try
        {
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                batch.Clear();
                _processor.Rules = _services.Alarms.Current;
                _processor.MakeUpdates = _services.Feed.HasSubscribers;
                if (reader.Read(batch, ReadBytes) > 0)
                {
                    await ProcessAsync(batch, reader.Position + _shift, cancellationToken);
                    if (_alarms.IsDue) await LookAsync(reader.Position + _shift, cancellationToken);
                    if (_commits.ShouldFill(reader.HasMore)) continue;
                }
                else if (_commits.Filling.IsEmpty)
                {
                    // A failed commit must surface now, not when the next record happens to arrive.
                    await _commits.FinishAsync();
                    Volatile.Write(ref _waitingSince, UnixMicros.None);
                    if (_alarms.IsDue) await _alarms.TickAsync(reader.Position + _shift - 1, _commits.Filling, cancellationToken);
                    if (_commits.Filling.IsEmpty)
                    {
                        Volatile.Write(ref _judged, UnixMicros.Now(_services.Clock));
                        await WaitAsync(reader, cancellationToken);
                        continue;
                    }
                }
                await CommitAsync(reader.Position + _shift, cancellationToken);
                Volatile.Write(ref _judged, Math.Max(_judged, _waitingSince));
                await _commits.PaceAsync(cancellationToken);
            }
        }
        finally
        {
            await _commits.SettleAsync();
        }
    }

    // Others may be silent while records come.
    private async Task LookAsync(long next, CancellationToken cancellationToken)
    {
        if (_alarms.NeedsReads)
        {
            await CommitAsync(next, cancellationToken);
            await _commits.FinishAsync();
        }
        await _alarms.TickBusyAsync(next - 1, _commits.Filling, cancellationToken);
    }

    // Until records come, or it is time to look at the clock.
    private async Task WaitAsync(ILogReader reader, CancellationToken cancellationToken)
    {
        var coming = _coming ??= reader.WaitAsync(cancellationToken).AsTask();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(coming, Task.Delay(AlarmClock.Interval, _services.Clock, stop.Token));
        await stop.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        if (!coming.IsCompleted) return;
        _coming = null;
        await coming;
    }

    // Returns the log's next offset to process.
    private async Task<long> BeginAsync(CancellationToken cancellationToken)
    {
        var position = await _committer.FindPositionAsync(_services.Log, cancellationToken);
        _shift = position.Span.Shift;
        _commits.MoveTo(position.Next);
        if (position.Problem is { } problem) throw new LogException(problem, isTransient: false);
        if (position.Next < position.Beginning) LogLost(_services.Logger, _partition, position.Next, position.Beginning);
        await _schedule.LoadAsync(_services.Store, position.Next + _shift, cancellationToken);
        return position.Next;
    }

    private async Task ProcessAsync(LogBatch batch, long end, CancellationToken cancellationToken)
    {
        var first = await _foreign.DeadLetterAsync(batch, _shift, _commits.Filling, cancellationToken);
        if (first == batch.Count) return; // no valid record
        Volatile.Write(ref _waitingSince, TelemetryRecordView.DecodeTrusted(batch.Value(first)).ReceivedUnixMicros);
        ChooseModels(batch, first);
        if (IsShadowStale) await ChooseShadowAsync(OffsetOf(batch, first), cancellationToken);
        for (var i = first; i < batch.Count; i++)
        {
            if (_foreign.Contains(i)) continue;
            var before = _commits.Filling.Readings.RowCount;
            await ProcessAsync(batch, i, cancellationToken);
            // The next record is probably as long as this one: a batch must not exceed its size by one row.
            if (_commits.IsFull(Math.Max(0, _commits.Filling.Readings.RowCount - before)))
                await CommitAsync(i + 1 < batch.Count ? OffsetOf(batch, i + 1) : end, cancellationToken);
        }
        _ahead.Release();
    }

    // Between batches, so that each record is scored by one model only.
    private void ChooseModels(LogBatch batch, int first)
    {
        if (_schedule.HasSuccessor)
        {
            var received = TelemetryRecordView.DecodeTrusted(batch.Value(first)).ReceivedUnixMicros;
            _schedule.Begin(new BlockOrigin(_partition, OffsetOf(batch, first), received), _commits.Filling);
        }
        _processor.Assessor = _schedule.Assessor;
    }

    private bool IsShadowStale => _processor.Shadow?.ShadowHash != _services.Models.Shadow?.Hash
        || (_processor.Shadow is { } shadow && shadow.ModelHash != _schedule.Set.Health.Hash);

    // Its statistics are read back, so those of its predecessor must be committed first.
    private async Task ChooseShadowAsync(long offset, CancellationToken cancellationToken)
    {
        var model = _services.Models.Shadow;
        await CommitAsync(offset, cancellationToken);
        await _commits.FinishAsync();
        var comparison = model is null
            ? null : new ShadowComparison(_schedule.Set.Health.Hash, model, _services.Options.Reader, _partition, _services.Logger);
        if (comparison is not null) await comparison.LoadAsync(_services.Store, cancellationToken);
        _processor.Shadow = comparison;
    }

    private async ValueTask ProcessAsync(LogBatch batch, int index, CancellationToken cancellationToken)
    {
        var offset = OffsetOf(batch, index);
        if (_schedule.EndsAt(offset))
        {
            _schedule.Advance(offset);
            _processor.Assessor = _schedule.Assessor;
        }
        var trace = _processor.Trace = _services.Traces.Find(batch.Value(index), ScoringTraces.Source);
        var started = trace is null ? default : _services.Clock.GetUtcNow();
        while (!_processor.TryProcess(batch.Value(index), offset, _commits.Filling, out _))
            await ReadAheadAsync(batch, index, offset, cancellationToken);
        if (trace is not null) NoteScored(trace, started);
    }

    // Reads what the record needs, and those after it.
    private async Task ReadAheadAsync(LogBatch batch, int index, long offset, CancellationToken cancellationToken)
    {
        _ahead.Release();
        var isCommitted = false;
        while (_ahead.Find(batch, index) is { Count: > 0 } reads)
        {
            // An asset that is not loaded has no uncommitted rows, so its history in the store is complete.
            if (reads[0].Kind != StoreReadKind.Asset && !isCommitted)
            {
                await CommitAsync(offset, cancellationToken);
                await _commits.FinishAsync();
                isCommitted = true;
            }
            _ahead.Hold(reads);
            await _reads.LoadAsync(reads, cancellationToken);
        }
    }

    private void NoteScored(RecordTrace trace, DateTimeOffset started)
    {
        ScoringTraces.Scored(trace, started, _services.Clock.GetUtcNow());
        _commits.Filling.Traces.Add(trace);
    }

    private Task CommitAsync(long next, CancellationToken cancellationToken) =>
        _commits.StartAsync(next, _shift, _processor.Shadow, cancellationToken);

    private long OffsetOf(LogBatch batch, int record) => batch.Offset(record) + _shift;

    [LoggerMessage(3003, LogLevel.Error,
        "Partition {Partition}: the log no longer holds offsets {Expected} to {Found}; these records were removed by retention before "
            + "they were scored")]
    private static partial void LogLost(ILogger logger, int partition, long expected, long found);
}
