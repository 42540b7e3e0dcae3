namespace Maintenance.Dashboard.Live;

/// <summary>One drill in the fleet message: what a list and a map show. Numbers that are unknown are null.</summary>
internal sealed record FleetItem(
    string Asset, string Region, double? HealthIndex, string? Grade, string? FailureMode, double? FailureProbability, string? DrillingState,
    double? EventTimeUnixMillis, string? Summary)
{
    public static FleetItem Of(DrillCondition drill) => drill.Latest is { } latest
        ? new FleetItem(
            drill.Asset.Id.Value, drill.Asset.Region, Finite(latest.HealthIndex), latest.Grade, latest.FailureMode, Finite(latest.FailureProbability),
            latest.DrillingState, latest.EventTimeUnixMicros / 1000.0, Display.ReasonText.FirstOf(latest.Reasons))
        : new FleetItem(drill.Asset.Id.Value, drill.Asset.Region, HealthIndex: null, Grade: null, FailureMode: null, FailureProbability: null,
            DrillingState: null, EventTimeUnixMillis: null, Summary: null);

    internal static double? Finite(float value) => float.IsFinite(value) ? Math.Round(value, 4) : null;
}
