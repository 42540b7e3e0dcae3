using System.Collections.Concurrent;
using Maintenance.Core.Ports;
using Maintenance.Store.Sql.DuckDb.Native;

namespace Maintenance.Store.Sql.DuckDb.Queries;

/// <summary>
/// Runs queries on a limited number of connections. Each running query has its own thread, because it blocks in native code
/// and would starve the thread pool shared by scoring and the pages. Threading: any thread.
/// </summary>
internal sealed class ReadPool(NativeDatabase database, int size, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim _free = new(size, size);
    private readonly ConcurrentBag<ReadConnection> _idle = [];

    public async Task<QueryResult> RunAsync(StoreQuery query, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken);
        try
        {
            return await Task.Factory.StartNew(
                () => Run(query, cancellationToken), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        finally
        {
            _free.Release();
        }
    }

    /// <summary>Closes idle connections; no query may be running.</summary>
    public void Dispose()
    {
        while (_idle.TryTake(out var connection)) connection.Dispose();
        _free.Dispose();
    }

    private QueryResult Run(StoreQuery query, CancellationToken cancellationToken)
    {
        var connection = _idle.TryTake(out var idle) ? idle : new ReadConnection(database.Connect(), clock);
        try
        {
            return connection.Run(query, cancellationToken);
        }
        finally
        {
            _idle.Add(connection);
        }
    }
}
