using Maintenance.Pmml;

namespace Maintenance.Training.Evaluation.Pmml;

/// <summary>Documents without expected results: each must load, which runs its own verification rows.</summary>
internal static class DocumentCases
{
    private const string Dialect = "document";

    public static List<CaseResult> Evaluate(string folder, CancellationToken cancellationToken)
    {
        var results = new List<CaseResult>();
        foreach (var file in Directory.EnumerateFiles(folder).Where(f => Path.GetExtension(f) is ".pmml" or ".xml")
            .Order(StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            results.Add(EvaluateFile(file));
        }
        return results.Count > 0 ? results : throw new FormatException($"{folder} has no document (.pmml or .xml).");
    }

    public static CaseResult EvaluateFile(string file)
    {
        var summary = DocumentSummary.Read(file);
        return CaseRunner.Run(Path.GetFileName(file), Dialect, summary.Element, () =>
        {
            if (summary.Element == "none") PmmlModel.CheckWithoutModel(File.ReadAllBytes(file));
            else PmmlModel.LoadFile(file);
            return (1, []);
        });
    }
}
