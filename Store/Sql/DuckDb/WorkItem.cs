namespace Maintenance.Store.Sql.DuckDb;

/// <summary>Work queued for the writer. A queued item can be withdrawn; a started one cannot.</summary>
internal abstract class WorkItem
{
    private const int Waiting = 0, Started = 1, Withdrawn = 2;

    private int _state;

    /// <summary>False if its caller withdrew it: skip it.</summary>
    public bool TryStart() => Interlocked.CompareExchange(ref _state, Started, Waiting) == Waiting;

    /// <summary>False if the writer has started it: its caller must wait for the end.</summary>
    public bool TryWithdraw() => Interlocked.CompareExchange(ref _state, Withdrawn, Waiting) == Waiting;

    public abstract void Fail(Exception error);
}
