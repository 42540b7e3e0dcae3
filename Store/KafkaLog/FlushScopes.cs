namespace Maintenance.Store.KafkaLog;

/// <summary>Sorts queued records by the flush that has to wait for them.</summary>
internal sealed class FlushScopes
{
    private readonly Lock _lock = new();
    private readonly List<Task> _closed = [];
    private FlushScope _open = new();

    /// <summary>The open scope, entered.</summary>
    public FlushScope Enter()
    {
        lock (_lock)
        {
            _open.Enter();
            return _open;
        }
    }

    /// <summary>Closes the open scope; the task completes when all records queued so far are durable.</summary>
    public Task Close()
    {
        lock (_lock)
        {
            _closed.RemoveAll(t => t.IsCompleted); // a failure in them was told to the flush that closed them
            _closed.Add(_open.Done);
            _open.Leave();
            _open = new FlushScope();
            return Task.WhenAll(_closed);
        }
    }
}
