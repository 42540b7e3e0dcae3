using System.Runtime.InteropServices;

namespace Maintenance.Store.DuckDb.Native;

/// <summary>Sections "Prepared Statements", "Bind Values", "Execute Prepared Statements" and "Extract Statements".</summary>
internal static unsafe partial class NativeMethods
{
    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_prepare", StringMarshalling = StringMarshalling.Utf8)]
    public static partial DuckDbState Prepare(ConnectionHandle connection, string sql, out PreparedStatementHandle statement);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_destroy_prepare")]
    public static partial void DestroyPrepare(ref nint statement);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_prepare_error")]
    public static partial byte* PrepareError(PreparedStatementHandle statement);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_nparams")]
    public static partial ulong ParameterCount(PreparedStatementHandle statement);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_prepared_statement_type")]
    public static partial StatementType PreparedStatementType(PreparedStatementHandle statement);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_bind_null")]
    public static partial DuckDbState BindNull(PreparedStatementHandle statement, ulong index);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_bind_boolean")]
    public static partial DuckDbState BindBoolean(PreparedStatementHandle statement, ulong index, [MarshalAs(UnmanagedType.U1)] bool value);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_bind_int64")]
    public static partial DuckDbState BindInt64(PreparedStatementHandle statement, ulong index, long value);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_bind_double")]
    public static partial DuckDbState BindDouble(PreparedStatementHandle statement, ulong index, double value);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_bind_timestamp")]
    public static partial DuckDbState BindTimestamp(PreparedStatementHandle statement, ulong index, long unixMicros);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_bind_varchar_length")]
    public static partial DuckDbState BindVarchar(PreparedStatementHandle statement, ulong index, byte* text, ulong length);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_bind_blob")]
    public static partial DuckDbState BindBlob(PreparedStatementHandle statement, ulong index, byte* bytes, ulong length);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_execute_prepared")]
    public static partial DuckDbState ExecutePrepared(PreparedStatementHandle statement, NativeResult* result);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_execute_prepared_streaming")]
    public static partial DuckDbState ExecutePreparedStreaming(PreparedStatementHandle statement, NativeResult* result);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_extract_statements", StringMarshalling = StringMarshalling.Utf8)]
    public static partial ulong ExtractStatements(ConnectionHandle connection, string sql, out ExtractedStatementsHandle statements);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_prepare_extracted_statement")]
    public static partial DuckDbState PrepareExtracted(ConnectionHandle connection, ExtractedStatementsHandle statements, ulong index, out PreparedStatementHandle statement);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_extract_statements_error")]
    public static partial byte* ExtractStatementsError(ExtractedStatementsHandle statements);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_destroy_extracted")]
    public static partial void DestroyExtracted(ref nint statements);
}
