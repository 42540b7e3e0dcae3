using Maintenance.Core.Ports;

namespace Maintenance.Store.KafkaLog;

/// <summary>The records queued between two flushes. Completes when it is closed and none is on its way, with the first failure if any.</summary>
internal sealed class FlushScope
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _pending = 1; // the scope itself, until it is closed
    private LogException? _failure;

    public Task Done => _done.Task;

    public void Enter() => Interlocked.Increment(ref _pending);

    public void Fail(LogException failure) => Interlocked.CompareExchange(ref _failure, failure, comparand: null);

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
