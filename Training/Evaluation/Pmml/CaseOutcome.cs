namespace Maintenance.Training.Evaluation.Pmml;

/// <summary>The outcome of a case.</summary>
public enum CaseOutcome
{
    Pass,

    /// <summary>The document is refused at load, with element and line: no score, hence no wrong score.</summary>
    Refused,
    Fail,
}
