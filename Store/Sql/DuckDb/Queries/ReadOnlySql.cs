using System.Collections.Concurrent;
using DuckDB.NET.Native;
using Maintenance.Core.Ports;
using Maintenance.Store.Sql.DuckDb.Native;

namespace Maintenance.Store.Sql.DuckDb.Queries;

/// <summary>
/// Runs user SQL behind four layers of protection:
/// the database was opened without external access and with its settings locked; the text must be one statement that DuckDB itself
/// classifies as SELECT or EXPLAIN; it runs in a read-only transaction; its plan may read only from allowed sources.
/// Each call has its own connection, so no state is left behind. Threading: any thread, limited by a semaphore.
/// </summary>
internal sealed class ReadOnlySql(NativeDatabase database, StoreErrors errors, int concurrency, TimeProvider clock) : IDisposable
{
    // A dashboard query has a few hundred characters; the limit keeps the parser's work small.
    private const int MaxSqlLength = 64 * 1024;

    // Text of one result, in characters: a few rows of huge texts must not exhaust the process's memory.
    private const long MaxTextLength = 32 * 1024 * 1024;

    private readonly ConcurrentDictionary<InterruptGuard, ManualResetEventSlim> _running = [];
    private readonly SemaphoreSlim _free = new(concurrency, concurrency);

    public async Task<QueryResult> RunAsync(string sql, QueryLimits limits, CancellationToken cancellationToken)
    {
        if (sql.Length > MaxSqlLength)
            throw new QueryRefusedException($"The query has {sql.Length} characters; at most {MaxSqlLength} are allowed.");
        if (!await _free.WaitAsync(limits.Timeout, cancellationToken))
            throw new QueryRefusedException($"Other queries are running; none ended within {limits.Timeout.TotalSeconds:0.###} s. Try "
                + "again.");
        try
        {
            return await Task.Factory.StartNew(
                () => Run(sql, limits, cancellationToken), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
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
        var running = _running.ToArray();
        foreach (var (guard, _) in running) guard.EndForMemory();
        foreach (var (_, ended) in running) ended.Wait(longestWait);
        return running.Length > 0;
    }

    public void Dispose() => _free.Dispose();

    private QueryResult Run(string sql, QueryLimits limits, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var connection = database.Connect();
        using var ended = new ManualResetEventSlim();
        using var guard = new InterruptGuard(connection, limits.Timeout, clock, cancellationToken);
        _running[guard] = ended;
        try
        {
            connection.Execute("BEGIN TRANSACTION READ ONLY");
            using var statement = PrepareReading(connection, sql);
            PlanCheck.Check(connection, sql, statement.Type);
            using var rows = statement.ExecuteStreaming(MaxTextLength);
            return Collect(rows, limits.MaxRows, guard);
        }
        catch (DuckDbException error)
        {
            cancellationToken.ThrowIfCancellationRequested();
            errors.Remember(error);
            errors.ThrowIfBroken();
            throw Refusal(error, guard, limits);
        }
        finally
        {
            _running.TryRemove(guard, out _);
            ended.Set();
        }
    }

    private static NativeStatement PrepareReading(NativeConnection connection, string sql)
    {
        var statement = connection.PrepareOnly(sql, out var count);
        if (statement is null)
            throw new QueryRefusedException(count == 0 ? "The query is empty." : $"One statement is allowed; {count} were found.");
        try
        {
            if (statement.Type is not (StatementType.Select or StatementType.Explain))
                throw new QueryRefusedException("Only read statements are allowed (SELECT, WITH, FROM, VALUES, DESCRIBE, SHOW, "
                    + $"SUMMARIZE, EXPLAIN); this one is {statement.Type}.");
            if (statement.ParameterCount > 0)
                throw new QueryRefusedException("The query has parameters; write the values into the text.");
            return statement;
        }
        catch
        {
            statement.Dispose();
            throw;
        }
    }

    private static QueryResult Collect(NativeRows rows, int maxRows, InterruptGuard guard)
    {
        var values = new List<object?[]>();
        var truncated = false;
        while (!truncated && rows.Fetch(values, maxRows - values.Count, out truncated))
            if (guard.IsInterrupted) throw new DuckDbException("INTERRUPT", DuckDBErrorType.Interrupt);
        return new QueryResult(rows.Columns, values, truncated);
    }

    private static QueryRefusedException Refusal(DuckDbException error, InterruptGuard guard, QueryLimits limits)
    {
        if (guard.IsEndedForMemory || error.IsOutOfMemory)
            return new QueryRefusedException("The query needs more memory than the store may give and was stopped. Narrow it, for example "
                + "by event_time.");
        if (guard.IsInterrupted)
            return new QueryRefusedException($"The query ran longer than {limits.Timeout.TotalSeconds:0.###} s and was stopped. Narrow "
                + "it, for example by event_time.");
        return new QueryRefusedException(error.Message);
    }
}
