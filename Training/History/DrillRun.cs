using Maintenance.Core.Conditions;

namespace Maintenance.Training.History;

/// <summary>A section of a drill's history between two maintenance records, or the ends of its data. Times are Unix µs.</summary>
/// <param name="Asset">Drill.</param>
/// <param name="From">Where it begins: a failure, a repair, or the first data.</param>
/// <param name="To">Where it ends.</param>
/// <param name="Failed">True when it ends in a failure.</param>
/// <param name="FailureMode">Mode of that failure; null when unknown.</param>
internal sealed record DrillRun(string Asset, long From, long To, bool Failed, string? FailureMode)
{
    /// <summary>Splits a history at its failures and repairs. The time between a failure and its repair belongs to no life.</summary>
    /// <param name="asset">Drill.</param>
    /// <param name="first">Time of the first data.</param>
    /// <param name="last">Time of the newest data.</param>
    /// <param name="records">The drill's records that are not withdrawn, in order of time.</param>
    public static IEnumerable<DrillRun> Of(string asset, long first, long last, IReadOnlyList<MaintenanceRecord> records)
    {
        var (begin, isDown) = (first, false);
        foreach (var r in records.Where(r => r.Kind != MaintenanceKinds.Inspected && r.EventTimeUnixMicros > first
            && r.EventTimeUnixMicros <= last))
        {
            var failed = r.Kind == MaintenanceKinds.Failed;
            if (failed || !isDown) yield return new DrillRun(asset, begin, r.EventTimeUnixMicros, failed, failed ? r.FailureMode : null);
            (begin, isDown) = (r.EventTimeUnixMicros, failed);
        }
        if (begin < last) yield return new DrillRun(asset, begin, last, Failed: false, FailureMode: null);
    }
}
