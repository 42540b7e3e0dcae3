using Maintenance.Core.Conditions;
using Maintenance.Core.Time;

namespace Maintenance.Training.History;

/// <summary>
/// Labels samples with the drill's condition, from maintenance records: shortly before a failure with its mode; long before any failure
/// <c>none</c>; in the hour before an inspection with its finding. Samples for which nothing is known are not used.
/// </summary>
internal sealed class SampleLabels(StoreRequest request)
{
    private static readonly long InspectionLookBack = UnixMicros.Length(TimeSpan.FromHours(1));

    /// <summary>The failure mode, <c>none</c>, or null when nothing is known.</summary>
    /// <param name="life">Life that contains the sample.</param>
    /// <param name="at">Time of the sample, Unix µs.</param>
    /// <param name="inspections">The drill's inspections.</param>
    public string? Of(DrillRun life, long at, IReadOnlyList<MaintenanceRecord> inspections)
    {
        var left = life.To - at;
        if (inspections.FirstOrDefault(i => i.EventTimeUnixMicros >= at && i.EventTimeUnixMicros - at <= InspectionLookBack)?.FailureMode
            is { } found) return found;
        if (life.Failed && left <= UnixMicros.Length(request.FaultShows)) return life.FailureMode;
        return left >= UnixMicros.Length(request.HealthyAfter) ? FailureModes.None : null;
    }

}
