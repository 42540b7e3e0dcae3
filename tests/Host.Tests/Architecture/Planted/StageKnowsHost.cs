namespace Maintenance.Scoring.Planted;

/// <summary>Breaks a rule, so that a test sees that the rule finds it.</summary>
internal sealed class StageKnowsHost
{
    public Maintenance.Host.Composition.HostOptions? Known { get; set; }
}
