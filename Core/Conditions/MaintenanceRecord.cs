using Maintenance.Core.Time;

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
    bool Withdrawn)
{
    /// <summary>Number of the work order whose finding it is; 0 when there was none.</summary>
    public long WorkOrder { get; init; }

    /// <summary>Part concerned; null when not told.</summary>
    public string? Component { get; init; }

    /// <summary>How far the fault had gone, one of <c>FaultSeverities</c>; null when not told.</summary>
    public string? Severity { get; init; }

    /// <summary>
    /// From when on what was found held, at the latest: when the fault began; of an inspection that found nothing, when it was suspected.
    /// <see cref="UnixMicros.None"/> when unknown.
    /// </summary>
    public long BeganUnixMicros { get; init; } = UnixMicros.None;
}
