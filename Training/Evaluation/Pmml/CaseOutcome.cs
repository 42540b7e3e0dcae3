namespace Maintenance.Training.Evaluation.Pmml;

/// <summary>What became of a case.</summary>
public enum CaseOutcome
{
    Pass,

    /// <summary>The document is refused at load, by element and line: no score, hence no wrong one.</summary>
    Refused,
    Fail,
}
