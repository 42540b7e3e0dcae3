using Maintenance.Core.Conditions;
using Maintenance.Core.Time;

namespace Maintenance.Api.WorkOrders;

/// <summary>A maintenance record. Times are UTC.</summary>
/// <param name="Asset">Asset.</param>
/// <param name="Time">When it happened.</param>
/// <param name="Kind">failed, repaired or inspected.</param>
/// <param name="FailureMode">Failure mode, or null.</param>
/// <param name="Note">Free text.</param>
/// <param name="Recorded">When it was recorded or last changed.</param>
/// <param name="RecordedBy">Who recorded it.</param>
/// <param name="Withdrawn">True if it was recorded by mistake.</param>
/// <param name="WorkOrder">Number of the work order whose finding it is, or null.</param>
/// <param name="Component">Part concerned, or null.</param>
/// <param name="Severity">incipient, degraded or critical, or null.</param>
/// <param name="Began">From when on what was found held; null when unknown.</param>
internal sealed record MaintenanceContract(
    string Asset, DateTime Time, string Kind, string? FailureMode, string? Note, DateTime Recorded, string RecordedBy, bool Withdrawn,
    long? WorkOrder, string? Component, string? Severity, DateTime? Began)
{
    public static MaintenanceContract Of(MaintenanceRecord r) => new(
        r.Asset, UnixMicros.ToUtc(r.EventTimeUnixMicros), r.Kind, r.FailureMode, r.Note, UnixMicros.ToUtc(r.RecordedUnixMicros),
        r.RecordedBy, r.Withdrawn, r.WorkOrder == 0 ? null : r.WorkOrder, r.Component, r.Severity,
        r.BeganUnixMicros == UnixMicros.None ? null : UnixMicros.ToUtc(r.BeganUnixMicros));
}
