using Maintenance.Core.Ports;

namespace Maintenance.Store.Sql.MySql;

/// <summary>A caller's commit in its lane. It is either started or withdrawn, never both.</summary>
internal sealed class CommitItem(StoreCommit commit, int rows)
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _taken;

    public StoreCommit Commit => commit;

    public int Rows => rows;

    public Task Task => _done.Task;

    /// <summary>True for the first caller: the lane, to write it, or the owner, to withdraw it.</summary>
    public bool TryTake() => Interlocked.Exchange(ref _taken, 1) == 0;

    public void Complete() => _done.TrySetResult();

    public void Fail(Exception error) => _done.TrySetException(error);
}
