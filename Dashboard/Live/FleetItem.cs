using Maintenance.Api.Fleet;
using Maintenance.Api.Rest;
using Maintenance.Api.Wording;

namespace Maintenance.Dashboard.Live;

/// <summary>One drill in the fleet message, as lists and maps show it. Unknown values are null.</summary>
/// <param name="Asset">Asset id.</param>
/// <param name="Region">Region.</param>
/// <param name="HealthIndex">0 (failed) to 100 (as new), of the newest assessment.</param>
/// <param name="Grade">A–D.</param>
/// <param name="FailureMode">Failure mode as stored.</param>
/// <param name="FailureProbability">P(fault), 0–1.</param>
/// <param name="DrillingState">Drilling state of the newest block.</param>
/// <param name="EventTimeUnixMillis">Event time of the present block.</param>
/// <param name="SeenUnixMillis">The same, but not after its reception: what its age is counted from.</param>
/// <param name="NewestStampUnixMillis">Greatest event time received; ahead of now if a clock of the drill runs ahead.</param>
/// <param name="AssessedUnixMillis">Event time of the newest assessment; earlier than the newest block's while there is no
/// evidence.</param>
/// <param name="AssessedSeenUnixMillis">The same, but not after its reception.</param>
/// <param name="Summary">First reason as text.</param>
internal sealed record FleetItem(
    string Asset, string Region, double? HealthIndex, string? Grade, string? FailureMode, double? FailureProbability, string? DrillingState,
    double? EventTimeUnixMillis, double? SeenUnixMillis, double? NewestStampUnixMillis, double? AssessedUnixMillis,
    double? AssessedSeenUnixMillis, string? Summary)
{
    public static FleetItem Of(DrillCondition drill, UnitSystem units) => new(
        drill.Asset.Id.Value, drill.Asset.Region, JsonNumber.Finite(drill.Assessed?.HealthIndex), drill.Grade, drill.Assessed?.FailureMode,
        JsonNumber.Finite(drill.Assessed?.FailureProbability), drill.Latest?.DrillingState, drill.Latest?.EventTimeUnixMicros / 1000.0,
        drill.SeenUnixMicros / 1000.0, drill.NewestStampUnixMicros == 0 ? null : drill.NewestStampUnixMicros / 1000.0,
        drill.Assessed?.EventTimeUnixMicros / 1000.0, drill.AssessmentSeenUnixMicros / 1000.0,
        ReasonText.FirstOf(drill.Assessed?.Reasons, units));
}
