using Maintenance.Api.Fleet;
using Maintenance.Core.Time;

namespace Maintenance.Api.Rest;

/// <summary>One asset in <c>GET /api/v1/assets</c>. Unknown values are null, never zero.</summary>
/// <param name="Asset">Asset id.</param>
/// <param name="Region">Region.</param>
/// <param name="Site">Site.</param>
/// <param name="Rig">Rig.</param>
/// <param name="HealthIndex">0–100; null when the present data is not assessed, like the next two.</param>
/// <param name="Grade">A–D.</param>
/// <param name="FailureMode">A failure mode, or <c>none</c>.</param>
/// <param name="NotAssessed">Why there is no grade; null with one, and without data.</param>
/// <param name="LastAssessment">The last one, of the half hour before the present data; null with a grade.</param>
/// <param name="SensorFaults">Sensors at fault.</param>
/// <param name="RulHours">Remaining useful life, operating hours.</param>
/// <param name="EventTime">Event time of the present data, UTC.</param>
/// <param name="DataAgeSeconds">Age of that data now; from its reception if a clock that ran ahead stamped it.</param>
/// <param name="ClockAheadSeconds">By how much the newest stamp received lies ahead of now; null if it does not.</param>
/// <param name="OpenAlarms">Alarms that stand, or wait for acknowledgement or reset, and are not silenced.</param>
internal sealed record AssetContract(
    string Asset, string Region, string Site, string Rig, double? HealthIndex, string? Grade, string? FailureMode,
    string? NotAssessed, LastAssessmentContract? LastAssessment, IReadOnlyList<SensorFaultContract> SensorFaults, RulContract RulHours,
    DateTime? EventTime, double? DataAgeSeconds, double? ClockAheadSeconds, int OpenAlarms)
{
    public static AssetContract Of(DrillCondition drill, int openAlarms, long nowUnixMicros) => new(
        drill.Asset.Id.Value, drill.Asset.Region, drill.Asset.Site, drill.Asset.Rig,
        JsonNumber.Finite(drill.Current?.HealthIndex), drill.Grade, drill.FailureMode, drill.NotAssessed,
        LastAssessmentContract.Of(drill.Last), SensorFaultContract.All(drill.Latest?.SensorFaults), RulContract.Of(drill.RulHours),
        drill.Latest is { } l ? UnixMicros.ToUtc(l.EventTimeUnixMicros) : null, drill.AgeAt(nowUnixMicros)?.TotalSeconds,
        drill.ClockAheadAt(nowUnixMicros)?.TotalSeconds, openAlarms);
}
