using System.Runtime.InteropServices;

namespace Maintenance.Store.DuckDb.Native;

/// <summary>
/// Appends chunks to a table, or to a statement that reads them as a table. What was appended joins the connection's transaction at
/// <see cref="Flush"/>, or earlier when the engine's own buffer is full. Threading: that of its connection.
/// </summary>
internal sealed unsafe class NativeAppender : IDisposable
{
    private readonly AppenderHandle _handle;

    private NativeAppender(AppenderHandle handle) => _handle = handle;

    /// <summary>Appender to a table of the main schema, all columns active.</summary>
    public static NativeAppender ToTable(NativeConnection connection, string table) =>
        Checked(NativeMethods.AppenderCreate(connection.Handle, catalog: null, schema: null, table, out var handle), handle);

    /// <summary>Appender whose rows a statement reads from a table of the given name.</summary>
    public static NativeAppender ToQuery(
        NativeConnection connection, string query, string rowsName, ReadOnlySpan<string> columns, ReadOnlySpan<DuckDbType> types)
    {
        var typeHandles = new LogicalTypeHandle[types.Length];
        var rawTypes = new nint[types.Length];
        var names = new nint[columns.Length];
        try
        {
            for (var i = 0; i < types.Length; i++) rawTypes[i] = (typeHandles[i] = NativeMethods.CreateLogicalType(types[i])).DangerousGetHandle();
            for (var i = 0; i < columns.Length; i++) names[i] = Marshal.StringToCoTaskMemUTF8(columns[i]);
            fixed (nint* typeStart = rawTypes, nameStart = names)
                return Checked(
                    NativeMethods.AppenderCreateQuery(connection.Handle, query, (ulong)types.Length, typeStart, rowsName, (byte**)nameStart, out var handle), handle);
        }
        finally
        {
            foreach (var name in names) Marshal.FreeCoTaskMem(name);
            foreach (var type in typeHandles) type?.Dispose();
        }
    }

    /// <summary>Chooses the columns that chunks hold; the others become NULL. Nothing may be buffered.</summary>
    public void SetActiveColumns(IEnumerable<string> columns)
    {
        Check(NativeMethods.AppenderClearColumns(_handle));
        foreach (var column in columns) Check(NativeMethods.AppenderAddColumn(_handle, column));
    }

    /// <summary>Copies a chunk's rows, texts too.</summary>
    public void Append(NativeChunk chunk) => Check(NativeMethods.AppendDataChunk(_handle, chunk.Handle));

    /// <summary>Copies a result's chunk, of any database of this process.</summary>
    public void Append(DataChunkHandle chunk) => Check(NativeMethods.AppendDataChunk(_handle, chunk));

    public void Flush() => Check(NativeMethods.AppenderFlush(_handle));

    /// <summary>Forgets what is buffered, as part of a rollback.</summary>
    public void Clear() => _ = NativeMethods.AppenderClear(_handle);

    public void Dispose() => _handle.Dispose();

    private static NativeAppender Checked(DuckDbState state, AppenderHandle handle)
    {
        if (state == DuckDbState.Success) return new NativeAppender(handle);
        using (handle) throw ErrorOf(handle);
    }

    private void Check(DuckDbState state)
    {
        if (state != DuckDbState.Success) throw ErrorOf(_handle);
    }

    private static DuckDbException ErrorOf(AppenderHandle handle)
    {
        var message = Marshal.PtrToStringUTF8((nint)NativeMethods.AppenderError(handle)) ?? "unknown error of the appender";
        return new DuckDbException(message, TypeOf(message));
    }

    // The appender tells its error's type only in the text's first words.
    private static DuckDbErrorType TypeOf(string message) =>
        message.StartsWith("FATAL", StringComparison.Ordinal) ? DuckDbErrorType.Fatal
        : message.StartsWith("INTERNAL", StringComparison.Ordinal) ? DuckDbErrorType.Internal
        : message.StartsWith("IO Error", StringComparison.Ordinal) ? DuckDbErrorType.InputOutput
        : message.Contains("Out of Memory", StringComparison.OrdinalIgnoreCase) ? DuckDbErrorType.OutOfMemory
        : DuckDbErrorType.Invalid;
}
