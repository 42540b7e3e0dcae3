using System.Runtime.InteropServices;

namespace Maintenance.Store.DuckDb.Native;

/// <summary>Sections "Query Execution" and "Result Functions".</summary>
internal static unsafe partial class NativeMethods
{
    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_query", StringMarshalling = StringMarshalling.Utf8)]
    public static partial DuckDbState Query(ConnectionHandle connection, string sql, NativeResult* result);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_destroy_result")]
    public static partial void DestroyResult(NativeResult* result);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_result_error")]
    public static partial byte* ResultError(NativeResult* result);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_result_error_type")]
    public static partial DuckDbErrorType ResultErrorType(NativeResult* result);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_column_count")]
    public static partial ulong ColumnCount(NativeResult* result);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_column_name")]
    public static partial byte* ColumnName(NativeResult* result, ulong column);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_column_logical_type")]
    public static partial LogicalTypeHandle ColumnLogicalType(NativeResult* result, ulong column);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_rows_changed")]
    public static partial ulong RowsChanged(NativeResult* result);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_fetch_chunk")]
    public static partial DataChunkHandle FetchChunk(NativeResult result);
}
