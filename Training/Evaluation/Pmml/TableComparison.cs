using Maintenance.Pmml;
using Maintenance.Training.Rows;

namespace Maintenance.Training.Evaluation.Pmml;

/// <summary>Scores a table row by row and compares it with the expected one, cell by cell.</summary>
internal static class TableComparison
{
    private const int MaxDifferences = 5;

    public static (int Compared, List<string> Differences) Compare(
        PmmlModel model, CsvFile table, CsvFile expected, Tolerance tolerance, string[] excluded)
    {
        if (table.Rows.Count != expected.Rows.Count) throw new FormatException($"{table.Rows.Count} rows of inputs, "
            + $"but {expected.Rows.Count} of results.");
        var sources = model.Inputs.Concat(model.Observed).Select(table.IndexOf).ToArray();
        var asked = MapColumns(expected, model.Columns, excluded);
        var (cells, results) = (new string?[sources.Length], new string?[model.Columns.Count]);
        var (compared, differences) = (0, new List<string>());
        for (var row = 0; row < expected.Rows.Count && differences.Count < MaxDifferences; row++)
        {
            for (var i = 0; i < cells.Length; i++) cells[i] = sources[i] < 0 ? null : CsvFile.Known(table.Rows[row][sources[i]], model, i);
            model.ScoreText(cells, results);
            foreach (var (from, to) in asked)
            {
                var wanted = CsvFile.Known(expected.Rows[row][from]);
                compared++;
                if (expected.Rows[row][from] == results[to]) continue; // a category may be named NA
                if (!tolerance.Accepts(wanted, results[to]))
                    differences.Add($"row {row + 1}, {expected.Columns[from]}: expected {wanted ?? "missing"}, "
                        + $"got {results[to] ?? "missing"}");
            }
        }
        return (compared, differences);
    }

    // A single column that matches no result by name (a clustering has no target name) is the predicted value, unless another column is.
    private static List<(int From, int To)> MapColumns(CsvFile expected, IReadOnlyList<string> columns, string[] excluded)
    {
        var map = new List<(int From, int To)>();
        var unnamed = new List<int>();
        for (var i = 0; i < expected.Columns.Length; i++)
        {
            if (excluded.Contains(expected.Columns[i], StringComparer.Ordinal)) continue;
            var to = IndexOf(columns, expected.Columns[i]);
            if (to >= 0) map.Add((i, to));
            else unnamed.Add(i);
        }
        if (unnamed.Count == 1 && !map.Exists(m => m.To == 0)) map.Insert(0, (unnamed[0], 0));
        else if (unnamed.Count > 0)
            throw new FormatException($"the model has no result '{string.Join("', '", unnamed.Select(u => expected.Columns[u]))}'; it has "
                + $"'{string.Join("', '", columns)}'.");
        return map;
    }

    private static int IndexOf(IReadOnlyList<string> names, string name)
    {
        for (var i = 0; i < names.Count; i++)
            if (string.Equals(names[i], name, StringComparison.Ordinal)) return i;
        return -1;
    }
}
