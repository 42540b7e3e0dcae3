using Confluent.Kafka;
using Maintenance.Core.Ports;

namespace Maintenance.Store.Log.Kafka;

/// <summary>
/// The records of one batch. Completes when it is closed and none is in flight; a refused record is not a failure. Threading: any; most
/// calls come from the producer's thread.
/// </summary>
internal sealed class BatchScope
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private readonly List<int> _refused = [];
    private int _pending = 1; // the scope itself, until it is closed
    private LogException? _failure;

    /// <summary>Records that were refused, or shared a batch with a refused one; complete when the scope is.</summary>
    public IReadOnlyList<int> Refused => _refused;

    public BatchScope Enter()
    {
        Interlocked.Increment(ref _pending);
        return this;
    }

    public Task Close()
    {
        Leave();
        return _done.Task;
    }

    /// <summary>A record was abandoned; <see cref="Leave"/> follows.</summary>
    public void Failed(int index, Error error, LogException failure)
    {
        lock (_lock)
        {
            if (KafkaErrors.IsRefusal(error)) _refused.Add(index);
            else _failure ??= failure;
        }
    }

    /// <summary>A record is no longer in flight.</summary>
    public void Leave()
    {
        if (Interlocked.Decrement(ref _pending) != 0) return;
        if (_failure is { } failure) _done.SetException(new LogException(failure.Message, failure.IsTransient, failure));
        else _done.SetResult();
    }
}
