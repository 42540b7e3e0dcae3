using System.Diagnostics.Metrics;
using Maintenance.Core.Telemetry;

namespace Maintenance.Ingest.Observability;

/// <summary>All meters of this stage. Names after OpenTelemetry, units after UCUM. Threading: any.</summary>
public sealed class IngestMetrics : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Maintenance.Ingest";

    // From less than one group commit to a struggling disk or broker.
    private static readonly InstrumentAdvice<double> FlushBounds =
        new() { HistogramBucketBoundaries = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30] };

    private readonly Meter _meter;
    private readonly RefusalWatch _refusals;
    private readonly Counter<long> _accepted;
    private readonly Counter<long> _rejected;
    private readonly Counter<long> _flagged;
    private readonly Counter<long> _records;
    private readonly Counter<long> _messages;
    private readonly Counter<long> _acknowledgements;
    private readonly Counter<long> _acknowledgementsDropped;
    private readonly Counter<long> _logRetries;
    private readonly Counter<long> _brokerConnectionsRefused;
    private readonly Counter<long> _brokerMessagesDropped;
    private readonly Histogram<double> _flushSeconds;

    /// <summary>Creates the instruments.</summary>
    public IngestMetrics(IMeterFactory meters)
        : this(meters, new RefusalWatch(TimeProvider.System))
    {
    }

    internal IngestMetrics(IMeterFactory meters, RefusalWatch refusals)
    {
        _refusals = refusals;
        _meter = meters.Create(MeterName);
        _accepted = _meter.CreateCounter<long>("maintenance.ingest.readings.accepted", "{reading}",
            "Readings durable in the telemetry log");
        _rejected = _meter.CreateCounter<long>("maintenance.ingest.readings.rejected", "{reading}",
            "Readings rejected, by asset and reason");
        _flagged = _meter.CreateCounter<long>("maintenance.ingest.columns.flagged", "{column}",
            "Columns with values out of range or infinite, by asset and flag");
        _records = _meter.CreateCounter<long>("maintenance.ingest.records", "{record}", "Records and dead letters appended");
        _messages = _meter.CreateCounter<long>("maintenance.ingest.mqtt.messages", "{message}", "MQTT messages received");
        _acknowledgements = _meter.CreateCounter<long>("maintenance.ingest.acknowledgements", "{message}", "Acknowledgements published");
        _acknowledgementsDropped = _meter.CreateCounter<long>("maintenance.ingest.acknowledgements.dropped", "{message}",
            "Acknowledgements that could not be published; edges resend");
        _logRetries = _meter.CreateCounter<long>("maintenance.ingest.log.retries", "{attempt}",
            "Batches retried because the append failed");
        _brokerConnectionsRefused = _meter.CreateCounter<long>("maintenance.ingest.broker.connections.refused", "{connection}",
            "Connections closed at once because the embedded broker is at its limit");
        _brokerMessagesDropped = _meter.CreateCounter<long>("maintenance.ingest.broker.messages.dropped", "{message}",
            "Messages dropped by the embedded broker for slow subscribers");
        _flushSeconds = _meter.CreateHistogram<double>("maintenance.ingest.flush.duration", "s", "Time until a batch was durable",
            advice: FlushBounds);
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    internal void Committed(long accepted, int records, TimeSpan flush)
    {
        _accepted.Add(accepted);
        _refusals.Accepted(accepted);
        _records.Add(records);
        _flushSeconds.Record(flush.TotalSeconds);
    }

    internal void Rejected(string asset, DeadLetterReason reason, int readings)
    {
        _rejected.Add(readings, new("asset", asset), new("reason", DeadLetterReasons.Text(reason)));
        _refusals.Refused(reason, readings);
    }

    internal void Flagged(string asset, ChannelQuality flags)
    {
        if (!_flagged.Enabled) return;
        if (flags.HasFlag(ChannelQuality.OutOfRange)) _flagged.Add(1, new("asset", asset), new("flag", "out-of-range"));
        if (flags.HasFlag(ChannelQuality.NotFinite)) _flagged.Add(1, new("asset", asset), new("flag", "not-finite"));
    }

    internal void Received(int messages) => _messages.Add(messages);

    internal void Acknowledged(bool published) => (published ? _acknowledgements : _acknowledgementsDropped).Add(1);

    internal void LogRetried() => _logRetries.Add(1);

    internal void BrokerConnectionRefused() => _brokerConnectionsRefused.Add(1);

    internal void BrokerMessageDropped() => _brokerMessagesDropped.Add(1);

    internal void ObserveConnections(Func<int> connections) =>
        _meter.CreateObservableGauge("maintenance.ingest.broker.connections", connections, "{connection}",
            "Connections to the embedded broker");

    internal void ObserveBuffer(Func<long> bytes) =>
        _meter.CreateObservableGauge("maintenance.ingest.mqtt.buffered", bytes, "By", "Bytes received and waiting to be appended");
}
