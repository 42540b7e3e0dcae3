using System.Globalization;
using System.Text.Json;
using Maintenance.Pmml;

namespace Maintenance.Training.Evaluation.Pmml;

/// <summary>
/// Worked cases: one row as JSON, and some of its results by name, by <c>#position</c> or as <c>predicted_target</c>. A case named "custom
/// model outputs" expects additional outputs, the predicted value and its probability: after those of the document, or, when the row is
/// repeated, instead of them.
/// </summary>
internal static class WorkedCases
{
    private const string Positional = "_positional";
    private const string OwnOutputs = "custom model outputs";
    private const string Dialect = "DMG examples";

    public static List<CaseResult> Evaluate(JsonElement cases, string folder, CancellationToken cancellationToken)
    {
        var results = new List<CaseResult>();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var repeated = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var test in cases.EnumerateArray())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var model = ManifestReader.Text(test, "model") ?? throw new FormatException("a worked case has no 'model'.");
            var number = seen[model] = seen.GetValueOrDefault(model) + 1;
            var path = Path.Combine(folder, model);
            // A repeated row tests the next selection method of a rule set.
            var key = model + test.GetProperty("input").GetRawText();
            var repeat = repeated[key] = repeated.GetValueOrDefault(key) + 1;
            results.Add(CaseRunner.Run($"{model} #{number}", Dialect, DocumentSummary.Read(path).Element, () =>
                Compare(test, path, repeat)));
        }
        return results;
    }

    private static (int Compared, List<string> Differences) Compare(JsonElement test, string path, int repeat)
    {
        var model = repeat == 1 ? PmmlModel.LoadFile(path) : PmmlModel.LoadWithRuleSelection(File.ReadAllBytes(path), repeat - 1);
        var (cells, results) = (ReadCells(test.GetProperty("input"), model), new string?[model.Columns.Count]);
        model.ScoreText(cells, results);
        var (compared, differences) = (0, new List<string>());
        foreach (var wanted in test.GetProperty("expected").EnumerateObject())
        {
            var own = ManifestReader.Text(test, "test") == OwnOutputs;
            var (text, at) = (ToText(wanted.Value), own
                ? FindOwn(wanted.Name, model, repeat == 1 ? model.PositionalColumns.Count : 0, results[0]) : Find(wanted.Name, model));
            compared++;
            if (at < 0) differences.Add($"no result '{wanted.Name}' among '{string.Join("', '", model.Columns)}'");
            else if (!Tolerance.WorkedCase.Accepts(text, results[at]) && !IsSameSingle(text, results[at]))
                differences.Add($"{wanted.Name} ({model.Columns[at]}): expected {text ?? "missing"}, got {results[at] ?? "missing"}");
        }
        return (compared, differences);
    }

    // The result of a field of type float is that float; the case may print the double before rounding.
    private static bool IsSameSingle(string? expected, string? actual) =>
        double.TryParse(expected, NumberStyles.Float, CultureInfo.InvariantCulture, out var wanted)
        && double.TryParse(actual, NumberStyles.Float, CultureInfo.InvariantCulture, out var found)
        && found == (float)found && (float)wanted == (float)found;

    private static string?[] ReadCells(JsonElement input, PmmlModel model)
    {
        var positional = ManifestReader.Property(input, Positional);
        var cells = new string?[model.Inputs.Count];
        for (var i = 0; i < cells.Length; i++)
        {
            if (positional is { } list) cells[i] = i < list.GetArrayLength() ? ToText(list[i]) : null;
            else cells[i] = ManifestReader.Property(input, model.Inputs[i]) is { } value ? ToText(value) : null;
        }
        return cells;
    }

    // Positions count the document's output fields; without any, the predicted value is the first.
    private static int Find(string name, PmmlModel model)
    {
        if (name.StartsWith('#'))
            return int.Parse(name.AsSpan(1), CultureInfo.InvariantCulture) is var position && position < model.PositionalColumns.Count
            ? model.PositionalColumns[position] : -1;
        for (var i = 0; i < model.Columns.Count; i++)
            if (string.Equals(model.Columns[i], name, StringComparison.Ordinal)) return i;
        return name.StartsWith("predicted_", StringComparison.Ordinal) ? 0 : -1;
    }

    private static int FindOwn(string name, PmmlModel model, int behind, string? label) =>
        (int.Parse(name.AsSpan(1), CultureInfo.InvariantCulture) - behind) switch
        {
            0 => 0,
            1 => model.Columns.ToList().IndexOf($"probability({label})"),
            _ => -1,
        };

    private static string? ToText(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Array => PmmlModel.JoinCollection(value.EnumerateArray().Select(v => ToText(v) ?? string.Empty)),
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => value.GetRawText(),
    };
}
