using Maintenance.Core.Ports;

namespace Maintenance.Store.Log.Embedded;

/// <summary>
/// Appends of one partition in call order: those waiting for room, and those written and waiting for the commit.
/// <para>Failure: while the disk refuses writes, waiting and new appends get a transient <see cref="LogException"/>, and what is written
/// becomes durable once the disk recovers. After <see cref="Stop"/> they get a permanent one.</para>
/// <para>Threading: any; the gate guards all state, and its call order is the order of offsets. <see cref="TakeDurable"/> and
/// <see cref="CompleteTaken"/> by one thread at a time. Nothing completes under the gate.</para>
/// <para>Steady state: appending allocates nothing.</para>
/// </summary>
internal sealed class AppendQueue(PartitionSettings settings, EntryLog log, CommitPace pace, AppendOperationPool operations)
{
    private readonly Lock _gate = new();
    private readonly Queue<AppendOperation> _waiting = new();
    private readonly Queue<AppendOperation> _undurable = new();
    private readonly List<AppendOperation> _completing = [];
    private long _durable = log.Tail;
    private long _committingUntil;
    private LogException? _stall;
    private LogException? _failure;
    private bool _closed;

    /// <summary>Offset after the last durable record.</summary>
    public long DurableUntil => Volatile.Read(ref _durable);

    /// <summary>Records appended since the partition was opened.</summary>
    public long RecordsAppended { get; private set; }

    /// <summary>True while the disk refuses writes, and once the partition has stopped.</summary>
    public bool IsStalled => Problem is not null;

    /// <summary>Why appends fail now; null while they do not.</summary>
    public LogException? Problem => _failure ?? _stall;

    public bool IsClosed => Volatile.Read(ref _closed);

    /// <summary>Appends a record whose sizes the caller has checked.</summary>
    /// <param name="key">Key.</param>
    /// <param name="value">Value.</param>
    /// <param name="untilDurable">Complete when durable, rather than when written.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public ValueTask<LogPosition> AppendAsync(ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> value, bool untilDurable,
        CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<LogPosition>(cancellationToken);
        AppendOperation operation;
        lock (_gate)
        {
            if (Unavailable() is { } error) return ValueTask.FromException<LogPosition>(error);
            if (_waiting.Count == 0 && HasRoom(key.Length, value.Length))
            {
                var position = Write(key, value);
                if (!untilDurable) return new ValueTask<LogPosition>(position);
                operation = operations.Rent(untilDurable);
                operation.Position = position;
                _undurable.Enqueue(operation);
                pace.Await();
            }
            else
            {
                // Behind those already waiting, so that queued records keep their order.
                operation = operations.Rent(untilDurable);
                operation.CopyRecord(key.Span, value.Span);
                _waiting.Enqueue(operation);
                pace.Hurry();
            }
        }
        return operation.AsTask(cancellationToken);
    }

    /// <summary>Completes when everything queued so far is durable.</summary>
    public ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (Unavailable() is { } error) return ValueTask.FromException(error);
        }
        return FlushQueuedAsync(cancellationToken);
    }

    /// <summary>Like <see cref="FlushAsync"/>, but also allowed after <see cref="TryClose"/>.</summary>
    public ValueTask FlushQueuedAsync(CancellationToken cancellationToken)
    {
        AppendOperation operation;
        lock (_gate)
        {
            if ((_failure ?? _stall) is { } error) return ValueTask.FromException(Again(error));
            if (_waiting.Count == 0 && log.Tail == _durable) return ValueTask.CompletedTask;
            operation = operations.Rent(untilDurable: true);
            operation.Position = new LogPosition(settings.Partition, log.Tail, log.Tail);
            (_waiting.Count == 0 ? _undurable : _waiting).Enqueue(operation);
            pace.Await();
        }
        return operation.AsFlushTask(cancellationToken);
    }

    /// <summary>Starts a commit of everything written so far.</summary>
    public void StartCommit(Action onCommitted)
    {
        lock (_gate)
        {
            pace.Begin();
            _committingUntil = log.Tail;
            log.StartCommit(onCommitted);
        }
    }

    /// <summary>The commit has ended: dequeues what it made durable and admits waiting records.</summary>
    public void TakeDurable()
    {
        lock (_gate)
        {
            Volatile.Write(ref _durable, _committingUntil);
            while (_undurable.TryPeek(out var operation) && operation.Position.NextOffset <= _durable)
                _completing.Add(_undurable.Dequeue());
            AdmitWaiting();
        }
    }

    /// <summary>Completes the operations dequeued by <see cref="TakeDurable"/>.</summary>
    public void CompleteTaken()
    {
        foreach (var operation in _completing) operation.Complete();
        _completing.Clear();
    }

    /// <summary>The disk refuses writes: fails waiting and new appends until <see cref="Resume"/>.</summary>
    /// <returns>False if already stalled.</returns>
    public bool Stall(LogException error)
    {
        lock (_gate)
        {
            if (_stall is not null) return false;
            _stall = error;
        }
        FailAll(error);
        return true;
    }

    /// <summary>The disk accepts writes again.</summary>
    public void Resume()
    {
        lock (_gate) _stall = null;
    }

    /// <summary>Stops the partition: fails waiting and all later appends.</summary>
    public void Stop(LogException error)
    {
        lock (_gate)
        {
            _failure ??= error;
            error = _failure;
        }
        FailAll(error);
    }

    /// <summary>Refuses new appends.</summary>
    /// <returns>False if already closed.</returns>
    public bool TryClose()
    {
        lock (_gate)
        {
            if (_closed) return false;
            Volatile.Write(ref _closed, true);
            return true;
        }
    }

    /// <summary>Fails all waiting operations.</summary>
    public void FailAll(LogException error)
    {
        AppendOperation[] failed;
        lock (_gate)
        {
            failed = [.. _waiting, .. _undurable];
            _waiting.Clear();
            _undurable.Clear();
        }
        foreach (var operation in failed) operation.Fail(Again(error));
    }

    // Each caller gets its own exception.
    private static LogException Again(LogException error) => new(error.Message, error.IsTransient, error.InnerException);

    // Gate held.
    private Exception? Unavailable()
    {
        if (_closed) return new ObjectDisposedException(nameof(ITelemetryLog));
        return (_failure ?? _stall) is { } error ? Again(error) : null;
    }

    // Gate held. This is also why FasterLog's buffer is never full: it is three pages larger than this limit.
    private bool HasRoom(int keyLength, int valueLength) => log.Tail - _durable
        + EntryFrame.SpaceOf(keyLength, valueLength) <= settings.MaxBytesInFlight;

    // Gate held.
    private LogPosition Write(ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> value)
    {
        var position = log.Write(key, value);
        RecordsAppended++;
        pace.MarkDirty();
        if (position.NextOffset - _durable > settings.MaxBytesInFlight / 2) pace.Hurry();
        return position;
    }

    // Gate held.
    private void AdmitWaiting()
    {
        while (_waiting.TryPeek(out var operation))
        {
            if (operation.IsCompleted)
            {
                _waiting.Dequeue().Release(); // cancelled
                continue;
            }
            if (operation.HasRecord)
            {
                if (!HasRoom(operation.Key.Length, operation.Value.Length)) break;
                operation.Position = Write(operation.Key, operation.Value);
                operation.DropRecord();
            }
            else
            {
                operation.Position = new LogPosition(settings.Partition, log.Tail, log.Tail); // a flush
            }
            _waiting.Dequeue();
            if (operation.UntilDurable && operation.Position.NextOffset > _durable)
            {
                _undurable.Enqueue(operation);
                pace.Await();
            }
            else
            {
                _completing.Add(operation);
            }
        }
        if (_waiting.Count > 0) pace.Hurry();
    }
}
