using Maintenance.Core.Conditions;
using Maintenance.Core.Time;

namespace Maintenance.Api.Rest;

/// <summary>What was done to an asset. Times are UTC.</summary>
/// <param name="Asset">Asset.</param>
/// <param name="Time">When it was.</param>
/// <param name="Kind">failed, repaired or inspected.</param>
/// <param name="FailureMode">Failure mode, or null.</param>
/// <param name="Note">In the person's own words.</param>
/// <param name="Recorded">When it was recorded, or last changed.</param>
/// <param name="RecordedBy">Who did.</param>
/// <param name="Withdrawn">True: it was recorded by mistake.</param>
internal sealed record MaintenanceContract(
    string Asset, DateTime Time, string Kind, string? FailureMode, string? Note, DateTime Recorded, string RecordedBy, bool Withdrawn)
{
    public static MaintenanceContract Of(MaintenanceRecord r) => new(
        r.Asset, UnixMicros.ToUtc(r.EventTimeUnixMicros), r.Kind, r.FailureMode, r.Note, UnixMicros.ToUtc(r.RecordedUnixMicros),
            r.RecordedBy, r.Withdrawn);
}
