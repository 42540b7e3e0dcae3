using Confluent.Kafka;
using Maintenance.Core.Ports;

namespace Maintenance.Store.Log.Kafka;

/// <summary>The records queued between two flushes. Completes when it is closed and none is on its way, with the first failure if any.</summary>
internal sealed class FlushScope(TimeProvider time) : IAppendScope
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _pending = 1; // the scope itself, until it is closed
    private LogException? _failure;
    private long _failedAt;

    public Task Done => _done.Task;

    void IAppendScope.Failed(int index, Error error, LogException failure) => Fail(failure);

    public void Enter() => Interlocked.Increment(ref _pending);

    public void Fail(LogException failure)
    {
        Volatile.Write(ref _failedAt, time.GetTimestamp());
        Interlocked.CompareExchange(ref _failure, failure, comparand: null);
    }

    /// <summary>True when no flush needs to hear of it: all are durable, or it failed longer ago than this.</summary>
    public bool IsPast(TimeSpan memory) =>
        _done.Task.IsCompletedSuccessfully || (_done.Task.IsFaulted && time.GetElapsedTime(Volatile.Read(ref _failedAt)) > memory);

    public void Leave()
    {
        if (Interlocked.Decrement(ref _pending) != 0) return;
        if (_failure is { } failure)
        {
            _done.SetException(failure);
            _ = _done.Task.Exception; // observed: a log that closes without a flush has nobody to tell but its own record of what was lost
        }
        else
        {
            _done.SetResult();
        }
    }
}
