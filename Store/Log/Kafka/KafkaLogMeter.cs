using System.Diagnostics.Metrics;

namespace Maintenance.Store.Log.Kafka;

/// <summary>Metrics of the Kafka log's write side, with the embedded log's names; all are observable.</summary>
internal sealed class KafkaLogMeter : IDisposable
{
    private readonly Meter _meter = new(Embedded.TelemetryLogMeter.Name);
    private readonly KafkaPartition[] _partitions;

    public KafkaLogMeter(KafkaPartition[] partitions)
    {
        _partitions = partitions;
        _meter.CreateObservableCounter("maintenance.log.records", () => Measure(p => p.RecordsAppended), "{record}",
            "Records appended since start");
        _meter.CreateObservableGauge("maintenance.log.in_flight", () => Measure(p => p.BytesInFlight), "By",
            "Bytes appended and not yet durable");
    }

    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<long>> Measure(Func<KafkaPartition, long> value) =>
        from partition in _partitions
        select new Measurement<long>(
            value(partition),
            new KeyValuePair<string, object?>("topic", partition.Topic),
            new KeyValuePair<string, object?>("partition", partition.Id.Partition.Value));
}
