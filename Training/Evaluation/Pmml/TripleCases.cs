using System.Text.Json;
using Maintenance.Pmml;
using Maintenance.Training.Rows;

namespace Maintenance.Training.Evaluation.Pmml;

/// <summary>Triples: a document, a table of inputs, and a table of results from the exporting tool.</summary>
internal static class TripleCases
{
    public const string DefaultTolerance = "PMMLEquivalence(1e-13, 1e-13)";

    public static List<CaseResult> Evaluate(JsonElement triples, string folder, CancellationToken cancellationToken)
    {
        var results = new List<CaseResult>();
        foreach (var triple in triples.EnumerateArray())
        {
            cancellationToken.ThrowIfCancellationRequested();
            results.Add(Evaluate(triple, folder));
        }
        return results;
    }

    private static CaseResult Evaluate(JsonElement triple, string folder)
    {
        string PathOf(string name) => Path.Combine(folder, ManifestReader.Text(triple, name)
            ?? throw new FormatException($"a triple has no '{name}'."));
        var document = PathOf("pmml");
        var summary = File.Exists(document) ? DocumentSummary.Read(document) : new DocumentSummary("unknown", "none");
        var id = ManifestReader.Text(triple, "id") ?? Path.GetFileNameWithoutExtension(document);
        return CaseRunner.Run(id, ManifestReader.Text(triple, "vendor") ?? summary.Dialect, summary.Element, () =>
        {
            var tolerance = Tolerance.Parse(ManifestReader.Text(triple, "tolerance") ?? DefaultTolerance);
            string[] excluded = ManifestReader.Property(triple, "exclude_fields") is { ValueKind: JsonValueKind.Array } fields
                ? [.. fields.EnumerateArray().Select(f => f.GetString()!)] : [];
            var model = PmmlModel.LoadFile(document);
            return TableComparison.Compare(model, CsvFile.Read(PathOf("input")),
                CsvFile.Read(PathOf("expected")), tolerance, excluded);
        });
    }
}
