using Maintenance.Store.Sql.DuckDb.Native;

namespace Maintenance.Store.Sql.DuckDb;

/// <summary>Other work on the writer's connection, outside of any transaction: migrations, deletes, checkpoints.</summary>
internal sealed class JobItem(Func<NativeConnection, long> job) : WorkItem
{
    private readonly TaskCompletionSource<long> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<long> Task => _done.Task;

    public void Run(NativeConnection connection) => _done.TrySetResult(job(connection));

    public override void Fail(Exception error) => _done.TrySetException(error);
}
