using DuckDB.NET.Native;
using Maintenance.Core.Ports;
using Maintenance.Store.Sql.DuckDb.Native;

namespace Maintenance.Store.Sql.DuckDb.Queries;

/// <summary>
/// A user's statement while it runs: its own connection, its time limit, its rows page by page. Threading: one caller at a time; the pages
/// may be read on different threads.
/// </summary>
internal sealed class UserStatement : IDisposable
{
    // Chunks of a page. Each page needs a thread, which costs about as much as a few chunks.
    private const int ChunksPerPage = 8;

    // Text of one page, in bytes: a few rows of huge texts must not exhaust the process's memory.
    private const long MaxTextLength = 32 * 1024 * 1024;

    private readonly TextBudget _budget = new(MaxTextLength);
    private readonly ManualResetEventSlim _ended = new();
    private readonly NativeConnection _connection;
    private readonly QueryLimits _limits;
    private NativeStatement? _statement;
    private NativeRows? _rows;
    private int _left;
    private bool _isAtEnd;

    /// <param name="connection">Its own; disposed with it.</param>
    /// <param name="limits">Rows and time.</param>
    /// <param name="mayGrowBytes">By how much the process may grow meanwhile.</param>
    /// <param name="clock">Clock of the time limit.</param>
    /// <param name="cancellationToken">The caller's cancellation.</param>
    public UserStatement(NativeConnection connection, QueryLimits limits, long mayGrowBytes, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        (_connection, _limits, _left) = (connection, limits, limits.MaxRows);
        Guard = new InterruptGuard(connection, limits.Timeout, clock, cancellationToken, mayGrowBytes);
    }

    public InterruptGuard Guard { get; }

    /// <summary>True once rows beyond the limit were seen.</summary>
    public bool IsTruncated { get; private set; }

    public IReadOnlyList<QueryColumn> Columns => _rows!.Described;

    /// <summary>Checks and starts the statement.</summary>
    /// <exception cref="QueryRefusedException">It is not allowed.</exception>
    /// <exception cref="DuckDbException">The engine refuses it.</exception>
    public void Start(string sql)
    {
        _connection.Execute("BEGIN TRANSACTION READ ONLY");
        RequireOne(sql);
        var read = PlanCheck.ExplainedBy(sql) ?? sql;
        var parsed = StatementCheck.Check(_connection, read);
        _statement = PrepareReading(sql);
        PlanCheck.Check(_connection, read);
        var local = LocalTimes.Of(parsed);
        _rows = _statement.ExecuteStreaming(_budget, local.Has);
    }

    /// <summary>The next rows; none at the end or limit.</summary>
    /// <exception cref="DuckDbException">The engine failed or was interrupted.</exception>
    public List<object?[]> NextPage()
    {
        var page = new List<object?[]>();
        _budget.Renew();
        for (var chunk = 0; chunk < ChunksPerPage && !_isAtEnd; chunk++)
        {
            var before = page.Count;
            _isAtEnd = !_rows!.Fetch(page, _left, out var more) || more;
            _left -= page.Count - before;
            IsTruncated |= more;
            if (Guard.IsInterrupted) throw new DuckDbException("INTERRUPT", DuckDBErrorType.Interrupt);
        }
        return page;
    }

    /// <summary>Waits until the statement has ended; any thread.</summary>
    public void WaitForEnd(TimeSpan longest) => _ended.Wait(longest);

    /// <summary>Why the engine's error ended the statement, for its author.</summary>
    public QueryRefusedException Refusal(DuckDbException error)
    {
        if (Guard.IsEndedForMemory || error.IsOutOfMemory)
            return new QueryRefusedException("The query needs more memory than the store may give and was stopped. Narrow it, for example "
                + "by event_time.");
        if (Guard.IsInterrupted)
            return new QueryRefusedException($"The query ran longer than {_limits.Timeout.TotalSeconds:0.###} s and was stopped. Narrow "
                + "it, for example by event_time.");
        return new QueryRefusedException(error.Message);
    }

    public void Dispose()
    {
        _rows?.Dispose();
        _statement?.Dispose();
        Guard.Dispose();
        _connection.Dispose();
        _ended.Set();
    }

    private void RequireOne(string sql)
    {
        var count = _connection.CountStatements(sql);
        if (count == 1) return;
        throw new QueryRefusedException(count == 0 ? "The query is empty; give one read-only statement, for example SELECT 1."
            : $"One statement is allowed; {count} were found."
            + (sql.Contains("PIVOT", StringComparison.OrdinalIgnoreCase) ? " PIVOT is one statement if its values are listed: "
                + "PIVOT … ON column IN ('a', 'b') USING …; without the list it is two." : ""));
    }

    private NativeStatement PrepareReading(string sql)
    {
        var statement = _connection.Prepare(sql);
        try
        {
            if (statement.Type is not (StatementType.Select or StatementType.Explain))
                throw new QueryRefusedException("Only read statements are allowed (SELECT, WITH, FROM, VALUES, DESCRIBE, SHOW, "
                    + $"SUMMARIZE, EXPLAIN); this one is {statement.Type}.");
            return statement;
        }
        catch
        {
            statement.Dispose();
            throw;
        }
    }
}
