namespace Maintenance.Store.Log.Kafka;

/// <summary>
/// Sorts queued records by the flush that has to wait for them. Senders share the log and a flush does not know whose records failed, so a
/// failure is told to every flush for a while, not only to the first: a sender that missed it would take its records for durable.
/// Being told of another's failure costs no more than sending again.
/// </summary>
/// <param name="memory">How long a failure is told: longer than a sender needs from its first record to its flush.</param>
/// <param name="time">Clock.</param>
internal sealed class FlushScopes(TimeSpan memory, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly List<FlushScope> _closed = [];
    private FlushScope _open = new(time);

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
            _closed.RemoveAll(s => s.IsPast(memory));
            _closed.Add(_open);
            _open.Leave();
            _open = new FlushScope(time);
            return Task.WhenAll(_closed.Select(s => s.Done));
        }
    }
}
