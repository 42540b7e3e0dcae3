namespace Maintenance.Simulator.Planted;

/// <summary>Breaks a rule, so that a test sees that the rule finds it.</summary>
internal sealed class SimulatorKnowsIngest
{
    public Maintenance.Ingest.Intake.IngestResult? Known { get; set; }
}
