namespace Maintenance.MlNet.Planted;

/// <summary>Breaks a rule, so that a test sees that the rule finds it.</summary>
internal sealed class MlNetKnowsStore
{
    public Maintenance.Store.Log.TelemetryLogOptions? Known { get; set; }
}
