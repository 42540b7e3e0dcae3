using Maintenance.Core.Log;
using Maintenance.Core.Ports;
using Maintenance.Core.Telemetry;

namespace Maintenance.Ingest.Tests;

/// <summary>A log in memory that can stall and fail on demand; only what Ingest uses of the port.</summary>
internal sealed class FakeLog : ITelemetryLog
{
    private readonly Lock _sync = new();
    private readonly List<(string Topic, byte[] Key, byte[] Value)> _queued = [];
    private readonly List<(string Topic, byte[] Key, byte[] Value)> _durable = [];
    private readonly Dictionary<Func<FakeLog, bool>, TaskCompletionSource> _waiters = [];
    private TaskCompletionSource _open = Opened();
    private TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>So many of the next flushes fail.</summary>
    public int FailingFlushes { get; set; }

    public int Flushes { get; private set; }

    /// <summary>False keeps counts only, for floods.</summary>
    public bool Keep { get; set; } = true;

    public long RecordCount { get; private set; }

    public long ReadingCount { get; private set; }

    public long DeadLetterCount { get; private set; }

    public List<TelemetryRecordCopy> Records
    {
        get
        {
            lock (_sync) return [.. _durable.Where(r => r.Topic == Topics.Telemetry).Select(r => TelemetryRecordCopy.Of(r.Key, r.Value))];
        }
    }

    public List<DeadLetterRecord> Letters
    {
        get
        {
            lock (_sync)
            {
                return [.. _durable.Where(r => r.Topic == Topics.DeadLetter).Select(r =>
                {
                    DeadLetterCodecV1.TryDecode(r.Value, out var letter).ShouldBeTrue();
                    System.Text.Encoding.UTF8.GetString(r.Key).ShouldBe(letter!.Asset.Length > 0 ? letter.Asset : "-");
                    return letter;
                })];
            }
        }
    }

    /// <summary>From now on appends wait until <see cref="Resume"/>.</summary>
    public void Stall()
    {
        _asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>Completes when somebody appends while it stands still.</summary>
    public Task Asked => _asked.Task.WaitAsync(TimeSpan.FromSeconds(30));

    public void Resume() => _open.TrySetResult();

    /// <summary>Completes when the condition holds; checked after every flush.</summary>
    public Task WaitAsync(Func<FakeLog, bool> condition)
    {
        lock (_sync)
        {
            if (condition(this)) return Task.CompletedTask;
            var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add(condition, waiter);
            return waiter.Task.WaitAsync(TimeSpan.FromSeconds(30));
        }
    }

    private async ValueTask EnqueueAsync(string topic, ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> value,
        CancellationToken cancellationToken)
    {
        key.Length.ShouldBeInRange(1, 256);
        var (keyCopy, valueCopy) = (key.ToArray(), value.ToArray());
        if (!_open.Task.IsCompleted) _asked.TrySetResult();
        await _open.Task.WaitAsync(cancellationToken);
        lock (_sync) _queued.Add((topic, keyCopy, valueCopy));
    }

    private async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        await _open.Task.WaitAsync(cancellationToken);
        lock (_sync)
        {
            if (FailingFlushes > 0)
            {
                FailingFlushes--;
                _queued.Clear();
                throw new LogException("the disk is full, as planned", isTransient: true);
            }
            Flushes++;
            foreach (var (topic, _, value) in _queued)
            {
                if (topic == Topics.DeadLetter) DeadLetterCount++;
                else (RecordCount, ReadingCount) = (RecordCount + 1, ReadingCount + TelemetryRecordView.DecodeTrusted(value).ReadingCount);
            }
            if (Keep) _durable.AddRange(_queued);
            _queued.Clear();
            foreach (var (condition, waiter) in _waiters.ToArray())
                if (condition(this) && _waiters.Remove(condition)) waiter.TrySetResult();
        }
    }

    /// <summary>Values that the log refuses for good.</summary>
    public Func<string, ReadOnlyMemory<byte>, bool> Refuses { get; set; } = (_, _) => false;

    public async ValueTask AppendAllAsync(IAppendBatch batch, CancellationToken cancellationToken)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            if (Refuses(batch.Topic(i), batch.Value(i))) batch.Refuse(i, $"{batch.Value(i).Length} bytes are too many, as planned");
            else await EnqueueAsync(batch.Topic(i), batch.Key(i), batch.Value(i), cancellationToken);
        }
        await FlushAsync(cancellationToken);
    }

    public async ValueTask<LogPosition> AppendAsync(string topic, ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> value,
        CancellationToken cancellationToken)
    {
        await EnqueueAsync(topic, key, value, cancellationToken);
        await FlushAsync(cancellationToken);
        return default;
    }

    public int PartitionCount(string topic) => 1;

    public ILogReader OpenReader(string topic, int partition, long offset) => throw new NotSupportedException();

    public long BeginningOffset(string topic, int partition) => 0;

    public long HighWatermark(string topic, int partition) => _durable.Count;

    public LogLineage Lineage(string topic, int partition) => LogLineage.Unknown;

    public ValueTask<IAsyncDisposable> SubscribeAsync(string topic, string group, IAssignmentListener listener,
        CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static TaskCompletionSource Opened()
    {
        var source = new TaskCompletionSource();
        source.SetResult();
        return source;
    }
}
