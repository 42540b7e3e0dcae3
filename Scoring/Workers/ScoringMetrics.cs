using System.Diagnostics.Metrics;
using Maintenance.Core.Log;
using Maintenance.Core.Ports;

namespace Maintenance.Scoring.Workers;

/// <summary>Metrics of the stage (docs/operations/metrics.md).</summary>
internal sealed class ScoringMetrics
{
    public ScoringMetrics(IMeterFactory factory, ScoringService service, ITelemetryLog log)
    {
        var meter = factory.Create("Maintenance.Scoring");
        meter.CreateObservableCounter("maintenance.scoring.readings", () => Sum(service, c => c.Stored), "{reading}", "Readings stored");
        meter.CreateObservableCounter("maintenance.scoring.duplicates", () => Sum(service, c => c.Duplicates), "{reading}",
            "Readings that were stored before");
        meter.CreateObservableCounter("maintenance.scoring.late", () => Sum(service, c => c.Late), "{reading}",
            "Readings older than the newest of their stream");
        meter.CreateObservableCounter("maintenance.scoring.blocks", () => Sum(service, c => c.Blocks), "{block}", "Blocks described");
        meter.CreateObservableCounter("maintenance.scoring.assessments", () => Sum(service, c => c.Assessments), "{assessment}",
            "Assessments written");
        meter.CreateObservableGauge("maintenance.scoring.lag", () => Lag(service, log), "By",
            "Bytes of the log (offsets) not yet committed to the store");
    }

    private static long Sum(ScoringService service, Func<ProcessedCounts, long> count) => service.Workers.Sum(w => count(w.Counts));

    private static List<Measurement<long>> Lag(ScoringService service, ITelemetryLog log)
    {
        var lags = new List<Measurement<long>>();
        foreach (var worker in service.Workers)
        {
            try
            {
                // Position first: what is committed in between lies before the end. So a negative lag is never a race: the log lost
                // records, or is a different log.
                var position = Math.Max(0, worker.Position);
                lags.Add(new Measurement<long>(log.HighWatermark(Topics.Telemetry, worker.Partition) - position,
                    KeyValuePair.Create("partition", (object?)worker.Partition)));
            }
            catch (LogException)
            {
                break; // an unknown lag is not reported; the other partitions would only take as long to fail too
            }
        }
        return lags;
    }
}
