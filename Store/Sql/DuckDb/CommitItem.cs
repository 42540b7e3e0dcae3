using Maintenance.Core.Ports;

namespace Maintenance.Store.Sql.DuckDb;

/// <summary>A caller's commit.</summary>
internal sealed class CommitItem(StoreCommit commit, int rows, int bulkRows) : WorkItem
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public StoreCommit Commit => commit;

    /// <summary>Rows of all tables.</summary>
    public int Rows => rows;

    /// <summary>Rows of its largest batch.</summary>
    public int BulkRows => bulkRows;

    public Task Task => _done.Task;

    /// <summary>Set if its offset was moved by another writer; reported to the caller after the transaction has ended.</summary>
    public OffsetConflictException? Conflict { get; set; }

    /// <summary>The transaction is durable.</summary>
    public void Complete()
    {
        if (Conflict is { } conflict) _done.TrySetException(conflict);
        else _done.TrySetResult();
    }

    public override void Fail(Exception error) => _done.TrySetException(error);
}
