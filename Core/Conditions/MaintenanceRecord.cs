namespace Maintenance.Core.Conditions;

/// <summary>What people did to an asset or found on it; a row of <c>maintenance_record</c>. Times are Unix µs, UTC.</summary>
/// <param name="Asset">Asset.</param>
/// <param name="EventTimeUnixMicros">When it was.</param>
/// <param name="Kind">One of <see cref="MaintenanceKinds"/>; with asset and time the identity of the record.</param>
/// <param name="FailureMode">One of <see cref="FailureModes"/>; null when it is not known, or none of them.</param>
/// <param name="Note">In the person's own words; null without any.</param>
/// <param name="RecordedUnixMicros">When it was recorded, or last changed.</param>
/// <param name="RecordedBy">Who recorded it.</param>
/// <param name="Withdrawn">True when it was recorded by mistake and counts for nothing.</param>
public sealed record MaintenanceRecord(
    string Asset, long EventTimeUnixMicros, string Kind, string? FailureMode, string? Note, long RecordedUnixMicros, string RecordedBy,
        bool Withdrawn);
