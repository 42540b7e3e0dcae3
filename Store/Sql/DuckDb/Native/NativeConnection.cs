using DuckDB.NET.Native;
using static DuckDB.NET.Native.NativeMethods;

namespace Maintenance.Store.Sql.DuckDb.Native;

/// <summary>One connection. Threading: one caller at a time, except <see cref="Interrupt"/>.</summary>
internal sealed class NativeConnection(DuckDBNativeConnection handle) : IDisposable
{
    internal DuckDBNativeConnection Handle => handle;

    /// <summary>Runs one or more statements and discards their rows.</summary>
    /// <returns>Rows changed by the last statement.</returns>
    public long Execute(string sql)
    {
        using var result = new ResultHandle();
        if (Query.DuckDBQuery(handle, sql, out result.Value) != DuckDBState.Success) throw NativeRows.ErrorOf(result);
        return Query.DuckDBRowsChanged(ref result.Value);
    }

    /// <summary>Prepares one statement.</summary>
    public NativeStatement Prepare(string sql) => Checked(PreparedStatements.DuckDBPrepare(handle, sql, out var statement), statement);

    /// <summary>Runs one statement and reads all its rows.</summary>
    public List<object?[]> Read(string sql)
    {
        using var select = Prepare(sql);
        using var rows = select.Execute();
        var values = new List<object?[]>();
        while (rows.Fetch(values, int.MaxValue - values.Count, out _)) continue;
        return values;
    }

    /// <summary>Does work in a transaction, which is rolled back when the work or its commit fails.</summary>
    /// <returns>What the work returned.</returns>
    public long Transact(Func<long> work)
    {
        Execute("BEGIN TRANSACTION");
        try
        {
            var done = work();
            Execute("COMMIT");
            return done;
        }
        catch
        {
            RollBack();
            throw;
        }
    }

    /// <summary>Rolls back after a failure, which stays the error to report.</summary>
    public void RollBack()
    {
        try
        {
            Execute("ROLLBACK");
        }
        catch (DuckDbException)
        {
            // A failed COMMIT has already rolled back: there is no transaction any more.
        }
    }

    /// <summary>Parses user text and counts its statements, without planning them.</summary>
    public int CountStatements(string sql)
    {
        var count = ExtractStatements.DuckDBExtractStatements(handle, sql, out var extracted);
        using (extracted)
            return count == 0 && ExtractStatements.DuckDBExtractStatementsError(extracted) is { Length: > 0 } error
                ? throw ErrorOf(error) : count;
    }

    /// <summary>Interrupts the running statement, which fails; any thread. No effect if none is running.</summary>
    public void Interrupt() => handle.Interrupt();

    public void Dispose() => handle.Dispose();

    private static NativeStatement Checked(DuckDBState state, DuckDBPreparedStatement statement)
    {
        if (state == DuckDBState.Success) return new NativeStatement(statement);
        using (statement) throw ErrorOf(PreparedStatements.DuckDBPrepareError(statement));
    }

    private static DuckDbException ErrorOf(string message) => new(message, DuckDBErrorType.Invalid);
}
