using System.Runtime.InteropServices;
using DuckDB.NET.Native;

namespace Maintenance.Store.Sql.DuckDb.Native;

/// <summary>
/// The four functions of DuckDB's C API (1.5) that this engine calls and DuckDB.NET.Bindings does not declare, over its handles.
/// </summary>
internal static partial class UnboundFunctions
{
    private const string Library = "duckdb"; // same name as in DuckDB.NET's imports, so that both bind the same file

    [LibraryImport(Library, EntryPoint = "duckdb_appender_create_query", StringMarshalling = StringMarshalling.Utf8)]
    public static partial DuckDBState AppenderCreateQuery(
        DuckDBNativeConnection connection, string query, ulong columnCount, nint[] types, string tableName, string[] columnNames,
        out DuckDBAppender appender);

    [LibraryImport(Library, EntryPoint = "duckdb_appender_add_column", StringMarshalling = StringMarshalling.Utf8)]
    public static partial DuckDBState AppenderAddColumn(DuckDBAppender appender, string name);

    [LibraryImport(Library, EntryPoint = "duckdb_appender_clear_columns")]
    public static partial DuckDBState AppenderClearColumns(DuckDBAppender appender);

    [LibraryImport(Library, EntryPoint = "duckdb_prepared_statement_type")]
    public static partial StatementType PreparedStatementType(DuckDBPreparedStatement statement);
}
