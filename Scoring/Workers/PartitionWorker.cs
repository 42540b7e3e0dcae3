using Maintenance.Core.Log;
using Maintenance.Core.Ports;
using Maintenance.Core.Telemetry;
using Maintenance.Core.Tracing;
using Maintenance.Scoring.Blocks;
using Maintenance.Scoring.Offsets;
using Maintenance.Scoring.Shadow;
using Microsoft.Extensions.Logging;

namespace Maintenance.Scoring.Workers;

/// <summary>
/// Scores one partition of the telemetry log into the store, exactly once.
/// <para>Failure strategy: everything it holds can be read back; after any failure a new worker begins at the offset in the store. What a
/// failed commit held is computed again from the log.</para>
/// <para>Threading: <see cref="RunAsync"/> is one logical thread. A commit runs while the next batch is computed; there are two sets of
/// batches, so memory is bounded by twice <see cref="ScoringOptions.MaxBatchReadings"/>.</para>
/// </summary>
public sealed partial class PartitionWorker
{
    private const int ReadBytes = 8 << 20;

    /// <summary>How long the store may wait for a worker that is behind to fill its batch.</summary>
    private static readonly TimeSpan LongestFill = TimeSpan.FromMilliseconds(250);

    private readonly ScoringServices _services;
    private readonly int _partition;
    private readonly OffsetCommitter _committer;
    private readonly StoreReads _reads;
    private readonly ModelSchedule _schedule;
    private readonly RecordProcessor _processor;
    private readonly HashSet<int> _foreign = []; // records of the batch in work
    private RowBatches _filling = new();
    private RowBatches _committing = new();
    private Task _commit = Task.CompletedTask;
    private long _lastCommit;
    private long _commitEnded;
    private int _committedRows;
    private long _position = -1;
    private long _shift;
    private TaskCompletionSource _moved = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Creates a worker; nothing runs yet.</summary>
    public PartitionWorker(ScoringServices services, int partition)
    {
        _services = services;
        _partition = partition;
        _committer = new OffsetCommitter(services.Store, new OffsetKey(services.Options.Reader, Topics.Telemetry, partition), services.Time, services.Logger);
        _reads = new StoreReads(services.Store);
        _schedule = new ModelSchedule(services.Models, services.Options.Reader, partition);
        _processor = new RecordProcessor(services.Registry, partition, services.Options.HistoryBlocks);
    }

    /// <summary>The log's offset through which everything is committed; −1 before it is known. Any thread may read it.</summary>
    public long Position => Volatile.Read(ref _position);

    /// <summary>The partition.</summary>
    public int Partition => _partition;

    /// <summary>Completes when everything before an offset is committed; also when it already is. Any thread may ask.</summary>
    public async Task WaitForPositionAsync(long offset, CancellationToken cancellationToken)
    {
        while (true)
        {
            var moved = Volatile.Read(ref _moved).Task;
            if (Position >= offset) return;
            await moved.WaitAsync(cancellationToken);
        }
    }

    internal ProcessedCounts Counts => _processor.Counts;

    /// <summary>Runs until cancelled.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled; it never ends in another way.</exception>
    /// <exception cref="OffsetConflictException">Another worker owns the partition.</exception>
    /// <exception cref="StoreException">The store cannot go on.</exception>
    /// <exception cref="LogException">The log cannot be read.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var place = await _committer.FindPlaceAsync(_services.Log, cancellationToken);
        _shift = place.Span.Shift;
        MoveTo(place.Next + _shift);
        if (place.Problem is { } problem) throw new LogException(problem, isTransient: false);
        if (place.Next < place.Beginning) LogLost(_services.Logger, _partition, place.Next, place.Beginning);
        await _schedule.LoadAsync(_services.Store, place.Next + _shift, cancellationToken);
        await using var reader = _services.Log.OpenReader(Topics.Telemetry, _partition, place.Next);
        var batch = new LogBatch();
        try
        {
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                batch.Clear();
                _processor.MakeUpdates = _services.Feed.HasSubscribers;
                if (reader.Read(batch, ReadBytes) > 0)
                {
                    await ProcessAsync(batch, reader.Position + _shift, cancellationToken);
                    // A store that is still busy gets more at once, and a worker that is behind hands over full batches: a transaction of
                    // whole row groups is written once, any other again at a checkpoint.
                    if (!_commit.IsCompleted || (reader.HasMore && _services.Time.GetElapsedTime(_commitEnded) < LongestFill)) continue;
                }
                else if (_filling.IsEmpty)
                {
                    // A commit that fails must be noticed now, not when the next record happens to come.
                    await _commit;
                    await reader.WaitAsync(cancellationToken);
                    continue;
                }
                await CommitAsync(reader.Position + _shift, cancellationToken);
                await PaceAsync(cancellationToken);
            }
        }
        finally
        {
            await Task.WhenAny(_commit);
        }
    }

    private async Task ProcessAsync(LogBatch batch, long end, CancellationToken cancellationToken)
    {
        var first = await BuryForeignAsync(batch, cancellationToken);
        if (first == batch.Count) return; // there is none of ours
        ChooseModels(batch, first);
        if (IsShadowStale) await ChooseShadowAsync(OffsetOf(batch, first), cancellationToken);
        for (var i = first; i < batch.Count; i++)
        {
            if (_foreign.Contains(i)) continue;
            var before = _filling.Readings.RowCount;
            var offset = OffsetOf(batch, i);
            if (_schedule.EndsAt(offset))
            {
                _schedule.Advance(offset);
                _processor.Assessor = _schedule.Assessor;
            }
            var trace = _processor.Trace = _services.Traces.Find(batch.Value(i), ScoringTraces.Source);
            var started = trace is null ? default : _services.Time.GetUtcNow();
            StoreRead? needed;
            while (!_processor.TryProcess(batch.Value(i), offset, _filling, out needed))
            {
                // Of an asset that was not loaded nothing is on its way, so its past is complete in the store already.
                if (needed!.Kind != StoreReadKind.Asset)
                {
                    await CommitAsync(offset, cancellationToken);
                    await _commit;
                }
                await _reads.LoadAsync(needed, cancellationToken);
            }
            if (trace is not null) Scored(trace, started);
            // The next record is likely as long as this one: not one row more than a full batch, or it would open another row group.
            var rows = _filling.Readings.RowCount;
            if (rows + Math.Max(0, rows - before) > _services.Options.MaxBatchReadings)
                await CommitAsync(i + 1 < batch.Count ? OffsetOf(batch, i + 1) : end, cancellationToken);
        }
    }

    private void Scored(RecordTrace trace, DateTimeOffset started)
    {
        ScoringTraces.Scored(trace, started, _services.Time.GetUtcNow());
        _filling.Traces.Add(trace);
    }

    // Whoever may write into the topic can write anything. What is no record becomes a dead letter, and the partition moves on. Returns the first record of ours.
    private async ValueTask<int> BuryForeignAsync(LogBatch batch, CancellationToken cancellationToken)
    {
        _foreign.Clear();
        var first = batch.Count;
        List<DeadLetterRecord>? letters = null;
        for (var i = 0; i < batch.Count; i++)
        {
            if (TelemetryRecordView.TryDecode(batch.Value(i), out _) == DecodeStatus.Ok)
            {
                first = Math.Min(first, i);
                continue;
            }
            _foreign.Add(i);
            (letters ??= []).Add(ForeignRecord.Letter(Topics.Telemetry, _partition, OffsetOf(batch, i), batch.TimestampUnixMicros(i), batch.Value(i), "a record of codec V1"));
        }
        if (letters is null) return first;
        _filling.PassOver();
        if (_services.Models.FollowsRecordOnly) return first; // verifying what was scored before, with its letters
        LogForeign(_services.Logger, _partition, letters.Count, letters[0].Detail);
        await DeadLetterAppender.AppendAsync(_services.Log, letters, cancellationToken);
        return first;
    }

    private long OffsetOf(LogBatch batch, int record) => batch.Offset(record) + _shift;

    // Between batches, so that a record is scored by one model as a whole.
    private void ChooseModels(LogBatch batch, int first)
    {
        if (_schedule.HasSuccessor)
            _schedule.Begin(new BlockOrigin(_partition, OffsetOf(batch, first), TelemetryRecordView.DecodeTrusted(batch.Value(first)).ReceivedUnixMicros), _filling);
        _processor.Assessor = _schedule.Assessor;
    }

    private bool IsShadowStale => _processor.Shadow?.ShadowHash != _services.Models.Shadow?.Hash || (_processor.Shadow is { } shadow && shadow.ModelHash != _schedule.Set.Health.Hash);

    // Its tallies are read back, so what the one before it counted must be stored first.
    private async Task ChooseShadowAsync(long offset, CancellationToken cancellationToken)
    {
        var model = _services.Models.Shadow;
        await CommitAsync(offset, cancellationToken);
        await _commit;
        var comparison = model is null ? null : new ShadowComparison(_schedule.Set.Health.Hash, model, _services.Options.Reader, _partition, _services.Logger);
        if (comparison is not null) await comparison.LoadAsync(_services.Store, cancellationToken);
        _processor.Shadow = comparison;
    }

    /// <summary>Starts the commit of what is filled, after the one before it is done.</summary>
    private async Task CommitAsync(long next, CancellationToken cancellationToken)
    {
        await _commit;
        if (_filling.IsEmpty) return;
        (_filling, _committing) = (_committing, _filling);
        _committing.Seal();
        _committedRows = _committing.Readings.RowCount;
        _lastCommit = _services.Time.GetTimestamp();
        _commit = CommitCoreAsync(_committing, next, cancellationToken);
    }

    private async Task CommitCoreAsync(RowBatches rows, long next, CancellationToken cancellationToken)
    {
        var started = _services.Time.GetUtcNow();
        await _committer.CommitAsync(rows.All, next, cancellationToken);
        _commitEnded = _services.Time.GetTimestamp();
        MoveTo(next);
        ScoringTraces.Committed(rows.Traces, started, _services.Time.GetUtcNow());
        if (rows.Updates.Count > 0) _services.Feed.Publish([.. rows.Updates]);
        rows.Clear();
    }

    // All offsets here are the store's; readers and watermarks have the log's.
    private void MoveTo(long position)
    {
        Volatile.Write(ref _position, position - _shift);
        Interlocked.Exchange(ref _moved, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }

    // Small commits are spaced, so that a light load does not become thousands of tiny transactions.
    private async Task PaceAsync(CancellationToken cancellationToken)
    {
        if (_committedRows >= _services.Options.MaxBatchReadings / 2) return;
        var rest = _services.Options.CommitInterval - _services.Time.GetElapsedTime(_lastCommit);
        if (rest > TimeSpan.Zero) await Task.Delay(rest, _services.Time, cancellationToken);
    }

    [LoggerMessage(3004, LogLevel.Error, "Partition {Partition}: {Count} records are not ours and went to the dead letters; the first: {Detail}")]
    private static partial void LogForeign(ILogger logger, int partition, int count, string detail);

    [LoggerMessage(3003, LogLevel.Error,
        "Partition {Partition}: the log no longer holds offsets {Expected} to {Found}; these records were removed by retention before they were scored")]
    private static partial void LogLost(ILogger logger, int partition, long expected, long found);
}
