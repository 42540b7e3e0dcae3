using Maintenance.Core.Tables;
using Maintenance.Store.Sql.DuckDb.Native;

namespace Maintenance.Store.Backup;

/// <summary>
/// An in-memory DuckDB that writes and reads Parquet files, at most one part of a table at a time. Threading: one user.
/// </summary>
internal sealed class ParquetScratch : IDisposable
{
    private readonly NativeDatabase _database;

    /// <param name="spillFolder">Where it may spill what does not fit in memory.</param>
    public ParquetScratch(string spillFolder)
    {
        _database = NativeDatabase.Open(":memory:", new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["memory_limit"] = "768MiB",
            ["threads"] = "2",
            ["temp_directory"] = Path.Combine(spillFolder, "spill"),
            ["autoinstall_known_extensions"] = "false",
            ["autoload_known_extensions"] = "false",
        });
        Connection = _database.Connect();
        Connection.Execute("SET TimeZone = 'UTC'; SET preserve_insertion_order = false");
    }

    public NativeConnection Connection { get; }

    /// <summary>Creates an empty table with a schema.</summary>
    public void Create(TableSchema schema, string name) =>
        Connection.Execute($"CREATE OR REPLACE TABLE {name} "
            + $"({string.Join(", ", schema.Columns.Select(c => $"{c.Name} {TypeOf(c.Type)}"))})");

    /// <summary>A SELECT over Parquet files with the columns of a schema; columns missing from the files are NULL.</summary>
    public static string Files(TableSchema schema, IReadOnlyList<string> columns, IEnumerable<string> paths)
    {
        var select = schema.Columns.Select(c => columns.Contains(c.Name, StringComparer.Ordinal)
            ? $"{c.Name}::{TypeOf(c.Type)} AS {c.Name}" : $"NULL::{TypeOf(c.Type)} AS {c.Name}");
        return $"SELECT {string.Join(", ", select)} FROM read_parquet([{string.Join(", ", paths.Select(Text))}])";
    }

    /// <summary>A SQL string literal.</summary>
    public static string Text(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    public void Dispose()
    {
        Connection.Dispose();
        _database.Dispose();
    }

    private static string TypeOf(ColumnType type) => type switch
    {
        ColumnType.TinyInt => "UTINYINT",
        ColumnType.Integer => "INTEGER",
        ColumnType.BigInt => "BIGINT",
        ColumnType.Real => "FLOAT",
        ColumnType.DoublePrecision => "DOUBLE",
        ColumnType.Timestamp => "TIMESTAMP",
        ColumnType.Text => "VARCHAR",
        ColumnType.Blob => "BLOB",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Unknown column type."),
    };
}
