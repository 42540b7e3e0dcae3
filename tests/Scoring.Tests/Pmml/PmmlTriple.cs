using System.Globalization;
using System.Text.Json;
using Maintenance.Scoring.Pmml;
using Maintenance.Tests;

namespace Maintenance.Scoring.Tests.Pmml;

/// <summary>One triple of the shared data: document, inputs, results of the exporter's own tool, and how near is equal.</summary>
internal sealed record PmmlTriple(string Id, string Document, string Input, string Expected, string Tolerance, string[] Excluded)
{
    public static IReadOnlyList<PmmlTriple> ReadAll()
    {
        using var manifest = JsonDocument.Parse(File.ReadAllText(SharedData.PathOf("pmml/manifest.json")));
        return
        [
            .. manifest.RootElement.EnumerateArray().Select(e => new PmmlTriple(
                e.GetProperty("id").GetString()!, PathOf(e, "pmml"), PathOf(e, "input"), PathOf(e, "expected"),
                e.GetProperty("tolerance").GetString()!,
                [.. e.GetProperty("exclude_fields").EnumerateArray().Select(f => f.GetString()!)])),
        ];
    }

    private static string PathOf(JsonElement entry, string property) => SharedData.PathOf(Path.Combine("pmml", entry.GetProperty(property).GetString()!));

    /// <summary>Scores all rows; gives the first cells that differ, and how many cells were compared.</summary>
    public (int Compared, List<string> Differences) Compare(PmmlModel model)
    {
        var (inputs, expected) = (CsvTable.Read(Input), CsvTable.Read(Expected));
        var differences = new List<string>();
        var compared = 0;
        var results = new double[model.Outputs.Count];
        for (var row = 0; row < expected.Rows.Count && differences.Count < 5; row++)
        {
            var values = Encode(model, inputs, row);
            model.Score(values, results);
            for (var column = 0; column < expected.Columns.Length; column++)
            {
                if (Excluded.Contains(expected.Columns[column])) continue;
                var (text, output) = (expected.Rows[row][column], model.Outputs.ToList().IndexOf(expected.Columns[column]));
                var label = output >= 0 ? model.Decode(output, results[output]) : model.Labels.Count > 0 ? model.PredictLabel(values) : null;
                var actual = results[Math.Max(output, 0)];
                var equal = label is not null ? label == text : AreEqual(double.Parse(text, CultureInfo.InvariantCulture), actual);
                compared++;
                if (!equal) differences.Add($"row {row + 1}, {expected.Columns[column]}: expected {text}, got {label ?? actual.ToString("R", CultureInfo.InvariantCulture)}");
            }
        }
        return (compared, differences);
    }

    private static double[] Encode(PmmlModel model, CsvTable inputs, int row)
    {
        var values = new double[model.Inputs.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = double.NaN;
            var column = Array.IndexOf(inputs.Columns, model.Inputs[i]);
            if (column < 0) continue;
            var text = inputs.Rows[row][column] is "NA" or "N/A" ? string.Empty : inputs.Rows[row][column];
            model.TryEncode(i, text, out values[i]).ShouldBeTrue($"{model.Inputs[i]} = '{text}'");
        }
        return values;
    }

    private bool AreEqual(double expected, double actual)
    {
        var arguments = Tolerance[(Tolerance.IndexOf('(') + 1)..^1].Split(',').Select(a => double.Parse(a, CultureInfo.InvariantCulture)).ToArray();
        if (Tolerance.StartsWith("FloatEquivalence", StringComparison.Ordinal))
            return Math.Abs((float)expected - (float)actual) <= arguments[0] * MathF.BitIncrement(MathF.Abs((float)expected)) - arguments[0] * MathF.Abs((float)expected);
        var (precision, zero) = (arguments[0], arguments[1]);
        return (Math.Abs(expected) <= zero && Math.Abs(actual) <= zero) || Math.Abs(actual - expected) <= precision * Math.Abs(expected);
    }
}
