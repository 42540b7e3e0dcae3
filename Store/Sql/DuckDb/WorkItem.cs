namespace Maintenance.Store.Sql.DuckDb;

/// <summary>What waits for the writer. A waiting item can be taken back; a started one cannot.</summary>
internal abstract class WorkItem
{
    private const int Waiting = 0, Started = 1, TakenBack = 2;

    private int _state;

    /// <summary>False when its caller took it back: skip it.</summary>
    public bool TryStart() => Interlocked.CompareExchange(ref _state, Started, Waiting) == Waiting;

    /// <summary>False when the writer has started it: its caller must wait for the end.</summary>
    public bool TryTakeBack() => Interlocked.CompareExchange(ref _state, TakenBack, Waiting) == Waiting;

    public abstract void Fail(Exception error);
}
