using System.Globalization;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;

namespace Maintenance.Contracts.Tests.Engines;

/// <summary>
/// Compares tables of two stores row by row.
/// <para>Known differences, and how they are compared: a record's <c>log_offset</c> (<c>from_offset</c> of a model's first) is the engine's
/// own, so its rank among the offsets of its partition is;
/// <c>row_id</c> of the MySQL wire and <c>assessment_newest</c> are the engine's own (the view <c>assessment_latest</c> is compared);
/// infinities would be NULL on the MySQL wire, but none reaches a table: Ingest makes them NaN.</para>
/// </summary>
internal static class TableComparison
{
    private const string PartitionColumn = "log_partition";
    private static readonly string[] OffsetColumns = ["log_offset", "from_offset"];

    /// <summary>Fails with the first difference.</summary>
    /// <returns>Rows of the table.</returns>
    public static async Task<int> ShouldBeEqualAsync(IConditionStore expected, IConditionStore found, string table,
        CancellationToken cancellationToken)
    {
        var (first, second) = (await LinesAsync(expected, table, cancellationToken), await LinesAsync(found, table, cancellationToken));
        ShouldBeEqual(first, second, table);
        return Math.Max(0, first.Count - 1);
    }

    // Rows as text, in the order of the text: tables have no order of their own.
    private static async Task<List<string>> LinesAsync(IConditionStore store, string table, CancellationToken cancellationToken)
    {
        // A table has its columns in the order of its engine, and so has a view of it.
        var source = table.Replace("_current", "", StringComparison.Ordinal).Replace("_latest", "", StringComparison.Ordinal);
        var columns = StoreTables.All.FirstOrDefault(t => t.Name == source)?.ColumnList ?? "*";
        var result = await store.QueryAsync(new StoreQuery($"SELECT {columns} FROM {table}"), cancellationToken);
        var (offset, partition) = (OffsetColumns.Select(Index).Max(), Index(PartitionColumn));
        var ranks = offset < 0 ? [] : result.Rows.Select(r => ((long)r[partition]!, (long)r[offset]!)).Distinct().Order()
            .GroupBy(p => p.Item1).SelectMany(g => g.Select((p, rank) => (p, rank))).ToDictionary(p => p.p, p => p.rank);
        var lines = new List<string>(result.Rows.Count) { string.Join('|', result.Columns) };
        foreach (var row in result.Rows)
        {
            if (offset >= 0) row[offset] = (long)ranks[((long)row[partition]!, (long)row[offset]!)];
            if (Array.Exists(row, v => v is double number && double.IsInfinity(number))) Assert.Fail($"{table} holds an infinity.");
            lines.Add(string.Join('|', row.Select(Text)));
        }
        lines.Sort(1, lines.Count - 1, StringComparer.Ordinal);
        if (lines.Count == 1) lines.Clear();
        return lines;

        int Index(string column) => result.Columns.ToList().IndexOf(column);
    }

    private static string Text(object? value) => value switch
    {
        null => "NULL",
        double number => BitConverter.DoubleToInt64Bits(number).ToString("x16", CultureInfo.InvariantCulture)
            + $" ({number.ToString("R", CultureInfo.InvariantCulture)})",
        DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
        byte[] bytes => Convert.ToHexString(bytes),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => $"'{value}'",
    };

    private static void ShouldBeEqual(List<string> first, List<string> second, string table)
    {
        for (var i = 0; i < Math.Max(first.Count, second.Count); i++)
        {
            var (left, right) = (i < first.Count ? first[i] : "(no row)", i < second.Count ? second[i] : "(no row)");
            if (left != right) Assert.Fail($"{table}, row {i} of {first.Count} and {second.Count}:\n{left}\n{right}");
        }
    }
}
