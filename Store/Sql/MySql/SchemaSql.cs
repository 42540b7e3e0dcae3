using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Maintenance.Core.Channels;
using Maintenance.Core.Tables;

namespace Maintenance.Store.Sql.MySql;

/// <summary>
/// DDL of the tables in <see cref="StoreTables"/> and of the views that follow from their columns: adding a table or column there is
/// enough. Every statement is repeatable.
/// </summary>
/// <remarks>
/// Append-only tables have an internal row number, invisible to SELECT *: replication identifies rows by a primary key.
/// Text in a key or an index is VARCHAR, all other text is LONGTEXT, which InnoDB keeps in the row while it is short.
/// nopad_bin: text is compared byte by byte, trailing spaces count, as in the embedded engine.
/// </remarks>
internal static class SchemaSql
{
    /// <summary>Invisible column.</summary>
    public const string RowNumber = "row_id";

    private const string Storage = "ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin";

    private static readonly string[] Knowledge = ["asset", "event_time", "known_at", "log_offset"];

    /// <summary>Tables by their name in the database; the newest assessments are internal to the engine.</summary>
    public static IReadOnlyList<(string Name, TableSchema Schema)> Tables { get; } =
    [
        .. StoreTables.All.Select(t => (t.Name, t)),
        (NewestAssessments.Table, StoreTables.Assessment with { KeyColumns = 1 }),
    ];

    public static IReadOnlyList<string> CreateTables { get; } = [.. Tables.Select(t => CreateTable(t.Name, t.Schema))];

    public static IReadOnlyList<string> CreateViews { get; } =
        [.. StoreTables.All.Where(HasKnowledge).Select(CurrentView), LatestView(), ReadingAll(), NewestWorkOrders()];

    /// <summary>Changes whenever any statement does.</summary>
    public static string Fingerprint { get; } =
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(";\n", [.. CreateTables, .. CreateViews]))));

    /// <summary>Adds a column where the schema has it.</summary>
    public static string AddColumn(string name, TableSchema schema, int column) => string.Create(
        CultureInfo.InvariantCulture,
        $"ALTER TABLE {name} ADD COLUMN IF NOT "
            + $"EXISTS {Definition(schema, column)} {(column == 0 ? "FIRST" : $"AFTER {schema.Columns[column - 1].Name}")}");

    private static string CreateTable(string name, TableSchema schema)
    {
        var lines = Enumerable.Range(0, schema.Columns.Count).Select(c => Definition(schema, c)).ToList();
        if (schema.IsUpsert) lines.Add($"PRIMARY KEY ({string.Join(", ", schema.Columns.Take(schema.KeyColumns).Select(c => c.Name))})");
        else lines.AddRange([$"{RowNumber} BIGINT UNSIGNED NOT NULL AUTO_INCREMENT INVISIBLE", $"PRIMARY KEY ({RowNumber})",
            .. Indexes(schema)]);
        return $"CREATE TABLE IF NOT EXISTS {name} (\n    {string.Join(",\n    ", lines)}\n) {Storage}";
    }

    // An asset's rows by time, and retention by the table's first time.
    private static IEnumerable<string> Indexes(TableSchema schema)
    {
        var time = schema.Columns.FirstOrDefault(c => c.Type == ColumnType.Timestamp)?.Name;
        if (time is null) yield break;
        if (schema.Columns[0].Name == "asset") yield return $"KEY by_asset (asset, {time})";
        yield return $"KEY by_time ({time})";
    }

    private static string Definition(TableSchema schema, int column)
    {
        var (name, type) = (schema.Columns[column].Name, schema.Columns[column].Type);
        var isKey = column < schema.KeyColumns;
        var sql = type switch
        {
            ColumnType.TinyInt => "TINYINT UNSIGNED",
            ColumnType.Integer => "INT",
            ColumnType.BigInt => "BIGINT",
            ColumnType.Real => "FLOAT",
            ColumnType.DoublePrecision => "DOUBLE",
            ColumnType.Text => isKey || name == "asset" ? $"VARCHAR({KeyTextCharacters(schema)})" : "LONGTEXT",
            ColumnType.Timestamp => "DATETIME(6)",
            ColumnType.Blob => "LONGBLOB",
            _ => throw new ArgumentOutOfRangeException(nameof(column), type, "Unknown column type."),
        };
        return $"{name} {sql} {(isKey ? "NOT NULL" : "NULL")}";
    }

    // A key holds at most 3072 bytes, a character up to four; numbers take eight at most. Hashes have 64 characters, names and assets
    // fewer.
    private static int KeyTextCharacters(TableSchema schema)
    {
        var texts = schema.Columns.Take(schema.KeyColumns).Count(c => c.Type == ColumnType.Text);
        var numbers = schema.KeyColumns - texts;
        return Math.Min(255, (3072 - 8 * numbers) / 4 / Math.Max(1, texts));
    }

    private static bool HasKnowledge(TableSchema schema) =>
        !schema.IsUpsert && Knowledge.All(name => schema.Columns.Any(c => c.Name == name));

    // Latest row of each event time, of alarms per rule and level. A filter on asset and event_time reaches the scan, as both are in the
    // partition.
    private static string CurrentView(TableSchema schema) =>
        $"""
        CREATE OR REPLACE VIEW {schema.Name}_current AS
        SELECT {string.Join(", ", schema.Columns.Select(c => c.Name))}
        FROM (
            SELECT t.*, row_number() OVER (PARTITION BY {Known(schema)} ORDER BY known_at DESC, log_offset DESC) AS knowledge
            FROM {schema.Name} AS t
        ) AS ranked
        WHERE knowledge = 1
        """;

    private static string Known(TableSchema schema) =>
        schema == StoreTables.AlarmEvent ? "asset, rule, level, event_time" : "asset, event_time";

    // Not SELECT *: the server keeps the columns a view had when it was made.
    private static string LatestView() =>
        $"CREATE OR REPLACE VIEW assessment_latest AS\nSELECT {StoreTables.Assessment.ColumnList} FROM {NewestAssessments.Table}";

    private static string NewestWorkOrders() =>
        $"CREATE OR REPLACE VIEW work_order_current AS\nSELECT {StoreTables.WorkOrder.ColumnList} FROM work_order AS w "
        + "WHERE revision = (SELECT max(o.revision) FROM work_order AS o WHERE o.number = w.number)";

    // One row per value; each branch uses its table's index for an asset and time.
    private static string ReadingAll() =>
        "CREATE OR REPLACE VIEW reading_all AS\n"
        + string.Join("\nUNION ALL\n", StandardChannels.All.Select(c => $"SELECT asset, event_time, '{c.Name}' AS channel, {c.Name} AS "
            + $"value FROM reading WHERE {c.Name} IS NOT NULL"))
        + "\nUNION ALL\nSELECT asset, event_time, channel, value FROM reading_extra WHERE value IS NOT NULL";
}
