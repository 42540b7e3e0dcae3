using Maintenance.Core.Conditions;
using Maintenance.Core.Time;

namespace Maintenance.Training.History;

/// <summary>
/// What is known of a moment's condition from maintenance records. A moment is labelled where there is a reason to, and left out elsewhere:
/// shortly before a failure by its mode; long before any failure <c>none</c>; in the hour before an inspection by what was found.
/// </summary>
internal sealed class SampleLabels(StoreRequest request)
{
    private static readonly long InspectionShows = UnixMicros.Length(TimeSpan.FromHours(1));

    /// <summary>The failure mode, <c>none</c>, or null where nothing is known.</summary>
    /// <param name="life">Life the moment lies in.</param>
    /// <param name="at">Moment, Unix µs.</param>
    /// <param name="inspections">The drill's inspections.</param>
    public string? Of(DrillRun life, long at, IReadOnlyList<MaintenanceRecord> inspections)
    {
        var left = life.To - at;
        if (inspections.FirstOrDefault(i => i.EventTimeUnixMicros >= at && i.EventTimeUnixMicros - at <= InspectionShows)?.FailureMode
            is { } found) return found;
        if (life.Failed && left <= UnixMicros.Length(request.FaultShows)) return life.FailureMode;
        return left >= UnixMicros.Length(request.HealthyAfter) ? FailureModes.None : null;
    }

}
