using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Maintenance.Core.Ports;
using Maintenance.Store.Sql.DuckDb.Native;

namespace Maintenance.Store.Sql.DuckDb.Queries;

/// <summary>
/// Runs user SQL behind layers of protection:
/// the database was opened without external access and with its settings locked; the text must be one statement whose parsed form has only
/// allowed functions and tables, within bounds (<see cref="StatementCheck"/>), before anything of it is planned; DuckDB itself must
/// classify it as SELECT or EXPLAIN; it runs in a read-only transaction; its plan may read only from allowed sources.
/// Each call has its own connection, so no state is left behind. Threading: any thread, limited by a semaphore.
/// </summary>
internal sealed partial class ReadOnlySql(NativeDatabase database, StoreErrors errors, ConditionStoreOptions options, TimeProvider clock)
    : IDisposable
{
    // A dashboard query has a few hundred characters; the limit keeps the parser's work small.
    private const int MaxSqlLength = 64 * 1024;

    // The engine recurses once for each.
    private const int MaxSetOperations = 200;

    private readonly ConcurrentDictionary<UserStatement, bool> _running = [];
    private readonly SemaphoreSlim _free = new(options.ReadOnlyConnections, options.ReadOnlyConnections);

    // The engine's memory limit, and what it and this process take besides.
    private long MayGrowBytes => (options.MemoryLimitMiB + 256L) << 20;

    /// <returns>True if there were more rows than the limit.</returns>
    public async Task<bool> RunAsync(string sql, QueryLimits limits, IQuerySink sink, CancellationToken cancellationToken)
    {
        if (sql.Length > MaxSqlLength)
            throw new QueryRefusedException($"The query has {sql.Length} characters; at most {MaxSqlLength} are allowed.");
        if (SetOperation().Count(sql) > MaxSetOperations)
            throw new QueryRefusedException($"The query has more than {MaxSetOperations} set operations (UNION, INTERSECT, EXCEPT). Use a "
                + "list of values.");
        if (!await _free.WaitAsync(limits.Timeout, cancellationToken))
            throw new QueryRefusedException($"Other queries are running; none ended within {limits.Timeout.TotalSeconds:0.###} s. Try "
                + "again.");
        try
        {
            return await StreamAsync(sql, limits, sink, cancellationToken);
        }
        finally
        {
            _free.Release();
        }
    }

    /// <summary>
    /// Interrupts all running queries because ingest needs their memory: telemetry takes precedence over user queries.
    /// Blocks until they have ended or the wait has expired.
    /// </summary>
    /// <returns>False if none was running, so nothing was freed.</returns>
    public bool EndAll(TimeSpan longestWait)
    {
        var running = _running.Keys.ToArray();
        foreach (var statement in running) statement.Guard.EndForMemory();
        foreach (var statement in running) statement.WaitForEnd(longestWait);
        return running.Length > 0;
    }

    public void Dispose() => _free.Dispose();

    private async Task<bool> StreamAsync(string sql, QueryLimits limits, IQuerySink sink, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var statement = new UserStatement(database.Connect(), limits, MayGrowBytes, clock, cancellationToken);
        _running[statement] = true;
        try
        {
            var page = await OnThreadAsync(() =>
            {
                statement.Start(sql);
                return statement.NextPage();
            });
            await sink.StartAsync(statement.Columns, cancellationToken);
            while (page.Count > 0)
            {
                await sink.WriteAsync(page, cancellationToken);
                page = await OnThreadAsync(statement.NextPage);
            }
            return statement.IsTruncated;
        }
        catch (DuckDbException error)
        {
            cancellationToken.ThrowIfCancellationRequested();
            errors.Remember(error);
            errors.ThrowIfBroken();
            throw statement.Refusal(error);
        }
        finally
        {
            _running.TryRemove(statement, out _);
        }
    }

    // Where the words stand does not matter: there are never fewer of them than operations.
    [GeneratedRegex("union|intersect|except", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SetOperation();

    // The engine blocks its caller, which would starve the thread pool shared by scoring and the pages.
    private static Task<List<object?[]>> OnThreadAsync(Func<List<object?[]>> read) => Task.Factory.StartNew(
        read, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
