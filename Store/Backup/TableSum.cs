using System.Globalization;
using System.Numerics;
using Maintenance.Core.Tables;

namespace Maintenance.Store.Backup;

/// <summary>Row count and sum of row hashes of a table: equal for equal rows in any order, on any engine.</summary>
internal readonly record struct TableSum(long Rows, BigInteger Hashes)
{
    public static TableSum operator +(TableSum left, TableSum right) => new(left.Rows + right.Rows, left.Hashes + right.Hashes);

    /// <summary>Sums rows in the scratch database.</summary>
    /// <param name="scratch">The scratch database.</param>
    /// <param name="schema">Their columns.</param>
    /// <param name="from">A table, or a SELECT in parentheses.</param>
    /// <param name="hasInfinities">False: infinities count as NULL, because an engine stores them so.</param>
    public static TableSum Of(ParquetScratch scratch, TableSchema schema, string from, bool hasInfinities)
    {
        var columns = schema.Columns.Select(c => hasInfinities || c.Type is not (ColumnType.Real or ColumnType.DoublePrecision)
            ? c.Name : $"CASE WHEN isinf({c.Name}) THEN NULL ELSE {c.Name} END");
        using var select = scratch.Connection.Prepare($"SELECT count(*), coalesce(sum(hash({string.Join(", ", columns)})::HUGEINT), "
            + $"0)::VARCHAR FROM {from} AS t");
        using var rows = select.Execute();
        var row = new List<object?[]>(1);
        rows.Fetch(row, 1, out _);
        return new TableSum((long)row[0][0]!, BigInteger.Parse((string)row[0][1]!, CultureInfo.InvariantCulture));
    }
}
