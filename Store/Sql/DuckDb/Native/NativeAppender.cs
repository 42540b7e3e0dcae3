using DuckDB.NET.Native;
using static DuckDB.NET.Native.NativeMethods;

namespace Maintenance.Store.Sql.DuckDb.Native;

/// <summary>
/// Appends chunks to a table, or to a statement that reads them as a table. Appended rows join the connection's transaction at
/// <see cref="Flush"/>, or earlier if the engine's buffer is full. Threading: that of its connection.
/// </summary>
internal sealed class NativeAppender : IDisposable
{
    // Destroying the handle flushes buffered rows; owners clear it first when rolling back.
    private readonly DuckDBAppender _handle;

    private NativeAppender(DuckDBAppender handle) => _handle = handle;

    /// <summary>Appender to a table of the main schema, all columns active.</summary>
    public static NativeAppender ToTable(NativeConnection connection, string table) =>
        Checked(Appender.DuckDBAppenderCreateExt(connection.Handle, catalog: null, schema: null, table, out var handle), handle);

    /// <summary>Appender whose rows a statement reads from a table of the given name.</summary>
    public static NativeAppender ToQuery(NativeConnection connection, string query, string rowsName, string[] columns,
        ReadOnlySpan<DuckDBType> types)
    {
        using var list = new TypeList(types);
        return Checked(
            UnboundFunctions.AppenderCreateQuery(connection.Handle, query, (ulong)types.Length, list.Raw, rowsName, columns,
                out var handle), handle);
    }

    /// <summary>Selects the columns in the chunks; the others become NULL. The buffer must be empty.</summary>
    public void SetActiveColumns(IEnumerable<string> columns)
    {
        Check(UnboundFunctions.AppenderClearColumns(_handle));
        foreach (var column in columns) Check(UnboundFunctions.AppenderAddColumn(_handle, column));
    }

    /// <summary>Copies a chunk's rows, including texts.</summary>
    public void Append(NativeChunk chunk) => Check(Appender.DuckDBAppendDataChunk(_handle, chunk.Handle));

    public void Flush() => Check(Appender.DuckDBAppenderFlush(_handle));

    /// <summary>Discards buffered rows, as part of a rollback.</summary>
    public void Clear() => _ = Appender.DuckDBAppenderClear(_handle);

    public void Dispose() => _handle.Dispose();

    private static NativeAppender Checked(DuckDBState state, DuckDBAppender handle)
    {
        if (state == DuckDBState.Success) return new NativeAppender(handle);
        using (handle) throw ErrorOf(handle);
    }

    private void Check(DuckDBState state)
    {
        if (state != DuckDBState.Success) throw ErrorOf(_handle);
    }

    private static DuckDbException ErrorOf(DuckDBAppender handle)
    {
        using var error = Appender.DuckDBAppenderErrorData(handle);
        return new DuckDbException(error.Message ?? "unknown appender error", ErrorData.DuckDBErrorDataErrorType(error));
    }
}
