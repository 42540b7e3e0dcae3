namespace Maintenance.Training.Evaluation.Pmml;

/// <summary>A case of a manifest and its outcome.</summary>
/// <param name="Id">Its name in the manifest.</param>
/// <param name="Dialect">The tool that wrote the document.</param>
/// <param name="Element">Model elements it uses, outermost first.</param>
/// <param name="Outcome">Outcome.</param>
/// <param name="Compared">Number of values compared.</param>
/// <param name="Detail">Why it was refused or how it differs; empty for a pass.</param>
public sealed record CaseResult(string Id, string Dialect, string Element, CaseOutcome Outcome, int Compared, string Detail)
{
    private const int MaxDifferences = 3;

    /// <summary>Result of a case that ran: a pass when something was compared and nothing differs.</summary>
    public static CaseResult OfRun(string id, string dialect, string element, int compared, IReadOnlyList<string> differences) =>
        differences.Count > 0 ? new CaseResult(id, dialect, element, CaseOutcome.Fail, compared,
            string.Join("; ", differences.Take(MaxDifferences)))
        : compared == 0 ? new CaseResult(id, dialect, element, CaseOutcome.Fail, 0, "nothing was compared")
        : new CaseResult(id, dialect, element, CaseOutcome.Pass, compared, "");
}
