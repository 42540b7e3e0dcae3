using System.Collections.Concurrent;

namespace Maintenance.Store.Log.Embedded;

/// <summary>Keeps as many operations as ever waited at once, up to a limit. Thread-safe.</summary>
internal sealed class AppendOperationPool
{
    private const int MaxKept = 16 * 1024;

    private readonly ConcurrentQueue<AppendOperation> _free = new();

    public AppendOperation Rent(bool untilDurable)
    {
        if (!_free.TryDequeue(out var operation)) operation = new AppendOperation(this);
        operation.Begin(untilDurable);
        return operation;
    }

    public void Return(AppendOperation operation)
    {
        if (_free.Count < MaxKept) _free.Enqueue(operation);
    }
}
