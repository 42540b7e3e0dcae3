using System.Buffers;
using System.Threading.Tasks.Sources;
using Maintenance.Core.Ports;

namespace Maintenance.Store.Log.Embedded;

/// <summary>
/// One append or flush that could not complete at once: it waits for room, for durability, or for both. Pooled: returned once the
/// caller has taken its result <i>and</i> the partition has dequeued it, whichever is later.
/// Threading: fields are written under the partition's gate; completion happens exactly once, from the partition or from cancellation.
/// </summary>
internal sealed class AppendOperation(AppendOperationPool pool) : IValueTaskSource<LogPosition>, IValueTaskSource
{
    private ManualResetValueTaskSourceCore<LogPosition> _source = new() { RunContinuationsAsynchronously = true };
    private CancellationTokenRegistration _cancellation;
    private byte[]? _buffer;
    private int _keyLength;
    private int _valueLength;
    private int _completed;
    private int _holders;

    /// <summary>True for a record still to be written, false for a written one or a flush.</summary>
    public bool HasRecord => _buffer is not null;

    /// <summary>Whether completion waits for the commit.</summary>
    public bool UntilDurable { get; private set; }

    /// <summary>Position of the record; the log must become durable up to its next offset.</summary>
    public LogPosition Position { get; set; }

    public ReadOnlyMemory<byte> Key => _buffer.AsMemory(0, _keyLength);

    public ReadOnlyMemory<byte> Value => _buffer.AsMemory(_keyLength, _valueLength);

    public bool IsCompleted => Volatile.Read(ref _completed) != 0;

    /// <summary>Prepares a rented operation.</summary>
    public void Begin(bool untilDurable) => (UntilDurable, _completed, _holders) = (untilDurable, 0, 2);

    /// <summary>Keeps a copy of a record that must wait for room.</summary>
    public void CopyRecord(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        _buffer = ArrayPool<byte>.Shared.Rent(key.Length + value.Length);
        (_keyLength, _valueLength) = (key.Length, value.Length);
        key.CopyTo(_buffer);
        value.CopyTo(_buffer.AsSpan(key.Length));
    }

    /// <summary>Returns the copy's buffer once the record is written.</summary>
    public void DropRecord()
    {
        if (_buffer is null) return;
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = null;
    }

    /// <summary>The task for the caller. Call once, outside the gate: a cancelled token completes at once.</summary>
    public ValueTask<LogPosition> AsTask(CancellationToken cancellationToken)
    {
        Watch(cancellationToken);
        return new ValueTask<LogPosition>(this, _source.Version);
    }

    /// <summary>The task for a flush.</summary>
    public ValueTask AsFlushTask(CancellationToken cancellationToken)
    {
        Watch(cancellationToken);
        return new ValueTask(this, _source.Version);
    }

    public void Complete()
    {
        if (Interlocked.Exchange(ref _completed, 1) == 0) _source.SetResult(Position);
        Release();
    }

    public void Fail(Exception error)
    {
        if (Interlocked.Exchange(ref _completed, 1) == 0) _source.SetException(error);
        Release();
    }

    /// <summary>Releases the queue's hold on a cancelled operation.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _holders) != 0) return;
        DropRecord();
        pool.Return(this);
    }

    LogPosition IValueTaskSource<LogPosition>.GetResult(short token) => TakeResult(token);

    void IValueTaskSource.GetResult(short token) => TakeResult(token);

    public ValueTaskSourceStatus GetStatus(short token) => _source.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);

    private LogPosition TakeResult(short token)
    {
        // A task awaited twice, or too early, must fail here and not return the operation a second time.
        if (_source.GetStatus(token) == ValueTaskSourceStatus.Pending)
            throw new InvalidOperationException("The append has not completed: await its task.");
        // Waits for a running cancellation callback, so that it cannot hit the operation's next user.
        _cancellation.Dispose();
        _cancellation = default;
        try
        {
            return _source.GetResult(token);
        }
        finally
        {
            _source.Reset();
            Release();
        }
    }

    private void Watch(CancellationToken cancellationToken)
    {
        if (!cancellationToken.CanBeCanceled) return;
        _cancellation = cancellationToken.UnsafeRegister(static (state, token) => ((AppendOperation)state!).Cancel(token), this);
    }

    private void Cancel(CancellationToken token)
    {
        if (Interlocked.Exchange(ref _completed, 1) == 0) _source.SetException(new OperationCanceledException(token));
    }
}
