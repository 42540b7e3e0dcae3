namespace Maintenance.Queries.Planted;

/// <summary>Breaks a rule, so that a test sees that the rule finds it.</summary>
internal sealed class QueriesKnowScoring
{
    public Maintenance.Scoring.Workers.ScoringOptions? Known { get; set; }
}
