using System.Diagnostics.Metrics;

namespace Maintenance.Store.Log.Embedded;

/// <summary>Metrics of the embedded log; all are observable, so that appending updates only its own fields.</summary>
internal sealed class TelemetryLogMeter : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string Name = "Maintenance.Store.TelemetryLog";

    private readonly Meter _meter = new(Name);
    private readonly LogTopic[] _topics;

    public TelemetryLogMeter(LogTopic[] topics)
    {
        _topics = topics;
        _meter.CreateObservableCounter("maintenance.log.records", () => Measure(p => p.RecordsAppended), "{record}",
            "Records appended since start");
        _meter.CreateObservableGauge("maintenance.log.retained", () => Measure(p => p.DurableUntil - p.BeginningOffset), "By",
            "Bytes retained");
        _meter.CreateObservableGauge("maintenance.log.in_flight", () => Measure(p => p.BytesInFlight), "By",
            "Bytes appended and not yet durable");
        _meter.CreateObservableGauge("maintenance.log.stalled", () => Measure(p => p.IsStalled ? 1 : 0), "{partition}",
            "1 while a partition cannot write");
    }

    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<long>> Measure(Func<LogPartition, long> value) =>
        from topic in _topics
        from partition in topic.Partitions
        select new Measurement<long>(
            value(partition),
            new KeyValuePair<string, object?>("topic", topic.Name),
            new KeyValuePair<string, object?>("partition", partition.Settings.Partition));
}
