namespace Maintenance.Core.Conditions;

/// <summary>What people did to an asset or found on it; a row of <c>maintenance_record</c>. Times are Unix µs, UTC.</summary>
/// <param name="Asset">Asset.</param>
/// <param name="EventTimeUnixMicros">When it happened.</param>
/// <param name="Kind">One of <see cref="MaintenanceKinds"/>; with asset and time, the record's identity.</param>
/// <param name="FailureMode">One of <see cref="FailureModes"/>; null when unknown or none of them.</param>
/// <param name="Note">Free text; null when there is none.</param>
/// <param name="RecordedUnixMicros">When it was recorded or last changed.</param>
/// <param name="RecordedBy">Who recorded it.</param>
/// <param name="Withdrawn">True when it was recorded by mistake and does not count.</param>
public sealed record MaintenanceRecord(
    string Asset, long EventTimeUnixMicros, string Kind, string? FailureMode, string? Note, long RecordedUnixMicros, string RecordedBy,
    bool Withdrawn);
