using System.Runtime.InteropServices;

namespace Maintenance.Store.DuckDb.Native;

/// <summary>Section "Appender".</summary>
internal static unsafe partial class NativeMethods
{
    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_appender_create_ext", StringMarshalling = StringMarshalling.Utf8)]
    public static partial DuckDbState AppenderCreate(ConnectionHandle connection, string? catalog, string? schema, string table, out AppenderHandle appender);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_appender_create_query", StringMarshalling = StringMarshalling.Utf8)]
    public static partial DuckDbState AppenderCreateQuery(
        ConnectionHandle connection, string query, ulong columnCount, nint* types, string? tableName, byte** columnNames, out AppenderHandle appender);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_appender_error")]
    public static partial byte* AppenderError(AppenderHandle appender);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_appender_flush")]
    public static partial DuckDbState AppenderFlush(AppenderHandle appender);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_appender_clear")]
    public static partial DuckDbState AppenderClear(AppenderHandle appender);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_appender_destroy")]
    public static partial DuckDbState AppenderDestroy(ref nint appender);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_appender_add_column", StringMarshalling = StringMarshalling.Utf8)]
    public static partial DuckDbState AppenderAddColumn(AppenderHandle appender, string name);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_appender_clear_columns")]
    public static partial DuckDbState AppenderClearColumns(AppenderHandle appender);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_append_data_chunk")]
    public static partial DuckDbState AppendDataChunk(AppenderHandle appender, DataChunkHandle chunk);
}
