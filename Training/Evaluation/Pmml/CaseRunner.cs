using Maintenance.Pmml;

namespace Maintenance.Training.Evaluation.Pmml;

/// <summary>Runs one case and turns exceptions into an outcome: one broken case must not hide the others.</summary>
internal static class CaseRunner
{
    /// <param name="id">Name of the case.</param>
    /// <param name="dialect">Tool that wrote the document.</param>
    /// <param name="element">Model elements.</param>
    /// <param name="compare">Loads, scores and compares; returns the number of values compared and the differences.</param>
    public static CaseResult Run(string id, string dialect, string element, Func<(int Compared, List<string> Differences)> compare)
    {
        try
        {
            var (compared, differences) = compare();
            return CaseResult.OfRun(id, dialect, element, compared, differences);
        }
        catch (PmmlException error)
        {
            // A refusal that names no element counts as a failure: nobody could act on it.
            return new CaseResult(id, dialect, element, error.Element.Length > 0
                ? CaseOutcome.Refused : CaseOutcome.Fail, 0, error.Message);
        }
        catch (NativeModelException error)
        {
            return new CaseResult(id, dialect, element, CaseOutcome.Refused, 0, error.Message);
        }
        catch (Exception error) when (error is not OutOfMemoryException and not OperationCanceledException)
        {
            return new CaseResult(id, dialect, element, CaseOutcome.Fail, 0, $"{error.GetType().Name}: {error.Message}");
        }
    }
}
