using Maintenance.Api.Fleet;
using Maintenance.Api.Rest;
using Maintenance.Api.Wording;
using Maintenance.Dashboard.Display;

namespace Maintenance.Dashboard.Live;

/// <summary>One drill in the fleet message, as lists and maps show it. Unknown values are null.</summary>
/// <param name="Asset">Asset id.</param>
/// <param name="Region">Region.</param>
/// <param name="Site">Site.</param>
/// <param name="Rig">Rig.</param>
/// <param name="State">One of <see cref="DrillStates"/>, when it was sent.</param>
/// <param name="HealthIndex">0 (failed) to 100 (as new); null when the newest block is not assessed, like the next three.</param>
/// <param name="Grade">A–D.</param>
/// <param name="FailureMode">Failure mode as stored.</param>
/// <param name="FailureProbability">P(fault), 0–1.</param>
/// <param name="NotAssessed">Why the newest block has no grade; null with one, and without data.</param>
/// <param name="LastAssessment">The last assessment, of the half hour before the newest block; null with a grade.</param>
/// <param name="SensorFaults">Sensors at fault, as text.</param>
/// <param name="DrillingState">Drilling state of the newest block.</param>
/// <param name="EventTimeUnixMillis">Event time of the present block.</param>
/// <param name="SeenUnixMillis">The same, but not after its reception: what its age is counted from.</param>
/// <param name="ReceivedUnixMillis">When it was received.</param>
/// <param name="NewestStampUnixMillis">Greatest event time received; ahead of now if a clock of the drill runs ahead.</param>
/// <param name="Summary">Part concerned and first reason, as text.</param>
internal sealed record FleetItem(
    string Asset, string Region, string Site, string Rig, string State, double? HealthIndex, string? Grade, string? FailureMode,
    double? FailureProbability, string? NotAssessed, LastAssessment? LastAssessment, IReadOnlyList<string> SensorFaults,
    string? DrillingState,
    double? EventTimeUnixMillis, double? SeenUnixMillis, double? ReceivedUnixMillis, double? NewestStampUnixMillis, string? Summary)
{
    public static FleetItem Of(DrillCondition drill, UnitSystem units, long nowUnixMicros) => new(
        drill.Asset.Id.Value, drill.Asset.Region, drill.Asset.Site, drill.Asset.Rig, drill.StateAt(nowUnixMicros),
        JsonNumber.Finite(drill.Current?.HealthIndex), drill.Grade, drill.FailureMode,
        JsonNumber.Finite(drill.Current?.FailureProbability), drill.NotAssessed,
        LastAssessment.Of(drill.Last), ShownCondition.SensorFaultsOf(drill), drill.Latest?.DrillingState,
        drill.Latest?.EventTimeUnixMicros / 1000.0, drill.SeenUnixMicros / 1000.0, drill.Latest?.ReceivedUnixMicros / 1000.0,
        drill.NewestStampUnixMicros == 0 ? null : drill.NewestStampUnixMicros / 1000.0, ShownCondition.SummaryOf(drill, units));
}
