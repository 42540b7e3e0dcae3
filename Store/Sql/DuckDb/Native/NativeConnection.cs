using DuckDB.NET.Native;
using static DuckDB.NET.Native.NativeMethods;

namespace Maintenance.Store.Sql.DuckDb.Native;

/// <summary>One connection. Threading: one caller at a time, except <see cref="Interrupt"/>.</summary>
internal sealed class NativeConnection(DuckDBNativeConnection handle) : IDisposable
{
    internal DuckDBNativeConnection Handle => handle;

    /// <summary>Runs one or several statements and forgets their rows.</summary>
    /// <returns>Rows changed by the last statement.</returns>
    public long Execute(string sql)
    {
        using var result = new ResultHandle();
        if (Query.DuckDBQuery(handle, sql, out result.Value) != DuckDBState.Success) throw NativeRows.ErrorOf(result);
        return Query.DuckDBRowsChanged(ref result.Value);
    }

    /// <summary>Compiles one statement.</summary>
    public NativeStatement Prepare(string sql) => Checked(PreparedStatements.DuckDBPrepare(handle, sql, out var statement), statement);

    /// <summary>Compiles text that must hold exactly one statement.</summary>
    /// <param name="sql">A stranger's text.</param>
    /// <param name="statementCount">Statements found; only with 1 is something returned.</param>
    public NativeStatement? PrepareOnly(string sql, out int statementCount)
    {
        statementCount = ExtractStatements.DuckDBExtractStatements(handle, sql, out var extracted);
        using (extracted)
        {
            if (statementCount == 0 && ExtractStatements.DuckDBExtractStatementsError(extracted) is { Length: > 0 } error)
                throw ErrorOf(error);
            if (statementCount != 1) return null;
            return Checked(ExtractStatements.DuckDBPrepareExtractedStatement(handle, extracted, 0, out var statement), statement);
        }
    }

    /// <summary>Asks the running statement to end with an error; any thread. Nothing happens when none runs.</summary>
    public void Interrupt() => handle.Interrupt();

    public void Dispose() => handle.Dispose();

    private static NativeStatement Checked(DuckDBState state, DuckDBPreparedStatement statement)
    {
        if (state == DuckDBState.Success) return new NativeStatement(statement);
        using (statement) throw ErrorOf(PreparedStatements.DuckDBPrepareError(statement));
    }

    private static DuckDbException ErrorOf(string message) => new(message, DuckDBErrorType.Invalid);
}
