namespace Maintenance.Scoring.Planted;

/// <summary>Breaks a rule, so that a test sees that the rule finds it.</summary>
internal sealed class ScoringKnowsStore
{
    public Maintenance.Store.Log.TelemetryLogOptions? Known { get; set; }
}
