using System.Runtime.InteropServices;

namespace Maintenance.Store.DuckDb.Native;

/// <summary>One connection. Threading: one caller at a time, except <see cref="Interrupt"/>.</summary>
internal sealed unsafe class NativeConnection(ConnectionHandle handle) : IDisposable
{
    internal ConnectionHandle Handle => handle;

    /// <summary>Runs one or several statements and forgets their rows.</summary>
    /// <returns>Rows changed by the last statement.</returns>
    public long Execute(string sql)
    {
        using var result = new ResultHandle();
        if (NativeMethods.Query(handle, sql, result.Pointer) != DuckDbState.Success) throw NativeRows.ErrorOf(result);
        return (long)NativeMethods.RowsChanged(result.Pointer);
    }

    /// <summary>Compiles one statement.</summary>
    public NativeStatement Prepare(string sql)
    {
        if (NativeMethods.Prepare(handle, sql, out var statement) == DuckDbState.Success) return new NativeStatement(statement);
        using (statement) throw ErrorOf(NativeMethods.PrepareError(statement));
    }

    /// <summary>Compiles text that must hold exactly one statement.</summary>
    /// <param name="sql">A stranger's text.</param>
    /// <param name="statementCount">Statements found; only with 1 is something returned.</param>
    public NativeStatement? PrepareOnly(string sql, out int statementCount)
    {
        var count = NativeMethods.ExtractStatements(handle, sql, out var extracted);
        using (extracted)
        {
            statementCount = checked((int)count);
            if (count == 0 && NativeMethods.ExtractStatementsError(extracted) is var error && error is not null && *error != 0) throw ErrorOf(error);
            if (count != 1) return null;
            if (NativeMethods.PrepareExtracted(handle, extracted, 0, out var statement) == DuckDbState.Success) return new NativeStatement(statement);
            using (statement) throw ErrorOf(NativeMethods.PrepareError(statement));
        }
    }

    /// <summary>Asks the running statement to end with an error; any thread. Nothing happens when none runs.</summary>
    public void Interrupt() => NativeMethods.Interrupt(handle);

    public void Dispose() => handle.Dispose();

    private static DuckDbException ErrorOf(byte* message) =>
        new(Marshal.PtrToStringUTF8((nint)message) ?? "unknown error", DuckDbErrorType.Invalid);
}
