namespace Maintenance.Store.Planted;

/// <summary>Breaks a rule, so that a test sees that the rule finds it.</summary>
internal sealed class StoreKnowsOpenTelemetry
{
    public OpenTelemetry.Metrics.MeterProvider? Known { get; set; }
}
