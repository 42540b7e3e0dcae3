using Maintenance.Api.Fleet;
using Maintenance.Api.Rest;
using Maintenance.Api.Wording;

namespace Maintenance.Dashboard.Live;

/// <summary>One drill in the fleet message: what a list and a map show. What is not known is null.</summary>
/// <param name="Asset">Asset id.</param>
/// <param name="Region">Region.</param>
/// <param name="HealthIndex">0–100, of the newest assessment.</param>
/// <param name="Grade">A–D.</param>
/// <param name="FailureMode">As stored.</param>
/// <param name="FailureProbability">0–1.</param>
/// <param name="DrillingState">Of the newest block.</param>
/// <param name="EventTimeUnixMillis">Of the newest block.</param>
/// <param name="AssessedUnixMillis">Event time of the newest assessment; earlier than the newest block's while there is no
/// evidence.</param>
/// <param name="Summary">First reason in words.</param>
internal sealed record FleetItem(
    string Asset, string Region, double? HealthIndex, string? Grade, string? FailureMode, double? FailureProbability, string? DrillingState,
    double? EventTimeUnixMillis, double? AssessedUnixMillis, string? Summary)
{
    public static FleetItem Of(DrillCondition drill, UnitSystem units) => new(
        drill.Asset.Id.Value, drill.Asset.Region, JsonNumber.Finite(drill.Assessed?.HealthIndex), drill.Grade, drill.Assessed?.FailureMode,
        JsonNumber.Finite(drill.Assessed?.FailureProbability), drill.Latest?.DrillingState, drill.Latest?.EventTimeUnixMicros / 1000.0,
        drill.Assessed?.EventTimeUnixMicros / 1000.0, ReasonText.FirstOf(drill.Assessed?.Reasons, units));
}
