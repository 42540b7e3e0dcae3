using Maintenance.Core.Conditions;
using Maintenance.Core.Time;

namespace Maintenance.Training.History;

/// <summary>
/// Labels samples with the drill's condition, from maintenance records: shortly before a failure with its mode; long before any failure
/// <c>none</c>; from the time an inspection's finding began to hold, or in the hour before it, with that finding. Samples for which
/// nothing is known are not used.
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
        if (inspections.FirstOrDefault(i => at <= i.EventTimeUnixMicros && at >= HeldFrom(life, i))?.FailureMode is { } found) return found;
        if (life.Failed && left <= UnixMicros.Length(request.FaultShows)) return life.FailureMode;
        return left >= UnixMicros.Length(request.HealthyAfter) ? FailureModes.None : null;
    }

    // That nothing was wrong holds for the machine as it was: not for the one before a failure or repair.
    private static long HeldFrom(DrillRun life, MaintenanceRecord inspection)
    {
        if (inspection.FailureMode == FailureModes.None && inspection.EventTimeUnixMicros > life.To) return long.MaxValue;
        var lookedBack = inspection.EventTimeUnixMicros - InspectionLookBack;
        return inspection.BeganUnixMicros == UnixMicros.None ? lookedBack : Math.Min(inspection.BeganUnixMicros, lookedBack);
    }
}
