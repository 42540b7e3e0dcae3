using System.Text.Json;
using Maintenance.Pmml;
using Maintenance.Training.Rows;

namespace Maintenance.Training.Evaluation.Pmml;

/// <summary>Native models of XGBoost and LightGBM, with inputs and the library's own predictions.</summary>
internal static class NativeCases
{
    private const string DefaultTolerance = "PMMLEquivalence(1e-13, 1e-13)";

    public static List<CaseResult> Evaluate(JsonElement cases, string folder, CancellationToken cancellationToken)
    {
        var results = new List<CaseResult>();
        foreach (var test in cases.EnumerateArray())
        {
            cancellationToken.ThrowIfCancellationRequested();
            results.Add(Evaluate(test, folder));
        }
        return results;
    }

    private static CaseResult Evaluate(JsonElement test, string folder)
    {
        string PathOf(string name) => Path.Combine(folder, ManifestReader.Text(test, name)
            ?? throw new FormatException($"a native case has no '{name}'."));
        var model = PathOf("model");
        var dialect = Path.GetExtension(model) == ".json" ? "XGBoost native" : "LightGBM native";
        return CaseRunner.Run(ManifestReader.Text(test, "id") ?? model, dialect, ManifestReader.Text(test, "objective") ?? "no objective",
            () =>
        {
            var limit = Number(test, "ntree_limit") ?? Number(test, "num_iteration");
            var loaded = NativeModels.LoadFile(model, limit);
            string[] excluded = ManifestReader.Property(test, "exclude_fields") is { ValueKind: JsonValueKind.Array } fields
                ? [.. fields.EnumerateArray().Select(f => f.GetString()!)] : [];
            return TableComparison.Compare(loaded, CsvFile.Read(PathOf("input")),
                CsvFile.Read(PathOf("expected")),
                Tolerance.Parse(ManifestReader.Text(test, "tolerance") ?? DefaultTolerance), excluded);
        });
    }

    private static int? Number(JsonElement test, string name) => ManifestReader.Property(test, name)
        is { ValueKind: JsonValueKind.Number } value ? value.GetInt32() : null;
}
