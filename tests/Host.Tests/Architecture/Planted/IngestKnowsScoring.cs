namespace Maintenance.Ingest.Planted;

/// <summary>Breaks a rule, so that a test sees that the rule finds it.</summary>
internal sealed class IngestKnowsScoring
{
    public Maintenance.Scoring.Workers.ScoringOptions? Known { get; set; }
}
