using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Maintenance.Dashboard.Metrics;

/// <summary>
/// Listens to the meters of all stages (<c>Maintenance.*</c>) and of the runtime and keeps one value a tag set, for <c>/metrics</c> and the Data page.
/// Threading: measurements come on the measuring threads and take no lock; observable instruments are asked when somebody reads.
/// </summary>
internal sealed class MetricsCollector : IDisposable
{
    // A careless tag (an asset, an id) must not grow memory without end.
    private const int MaxSeriesPerInstrument = 2_000;
    private static readonly string[] Prefixes = ["Maintenance.", "System.Runtime"];
    private readonly ConcurrentDictionary<Instrument, InstrumentSeries> _instruments = new();
    private readonly MeterListener _listener = new();

    public MetricsCollector()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (!Array.Exists(Prefixes, p => instrument.Meter.Name.StartsWith(p, StringComparison.Ordinal))) return;
            var series = new InstrumentSeries(instrument, MaxSeriesPerInstrument);
            _instruments[instrument] = series;
            listener.EnableMeasurementEvents(instrument, series);
        };
        _listener.MeasurementsCompleted = (instrument, state) => _instruments.TryRemove(KeyValuePair.Create(instrument, (InstrumentSeries)state!));
        _listener.SetMeasurementEventCallback<byte>((_, value, tags, state) => Record(state, value, tags));
        _listener.SetMeasurementEventCallback<short>((_, value, tags, state) => Record(state, value, tags));
        _listener.SetMeasurementEventCallback<int>((_, value, tags, state) => Record(state, value, tags));
        _listener.SetMeasurementEventCallback<long>((_, value, tags, state) => Record(state, value, tags));
        _listener.SetMeasurementEventCallback<float>((_, value, tags, state) => Record(state, value, tags));
        _listener.SetMeasurementEventCallback<double>((_, value, tags, state) => Record(state, value, tags));
        _listener.SetMeasurementEventCallback<decimal>((_, value, tags, state) => Record(state, (double)value, tags));
        _listener.Start();
    }

    /// <summary>All instruments with their present values, by name.</summary>
    public IReadOnlyList<InstrumentSeries> Read()
    {
        foreach (var instrument in _instruments) instrument.Value.BeginReading();
        _listener.RecordObservableInstruments();
        return [.. _instruments.Select(i => i.Value).OrderBy(i => i.Instrument.Name, StringComparer.Ordinal)];
    }

    public void Dispose() => _listener.Dispose();

    private static void Record(object? state, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        ((InstrumentSeries)state!).Record(value, tags);
}
