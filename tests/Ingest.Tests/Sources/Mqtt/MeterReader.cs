using System.Diagnostics.Metrics;

namespace Maintenance.Ingest.Tests.Sources.Mqtt;

/// <summary>Reads one instrument of one host's meters.</summary>
internal sealed class MeterReader : IDisposable
{
    private readonly MeterListener _listener = new();
    private long _sum;
    private long _observed;

    public MeterReader(IMeterFactory meters, string instrument)
    {
        _listener.InstrumentPublished = (published, listener) =>
        {
            if (published.Name == instrument && ReferenceEquals(published.Meter.Scope, meters)) listener.EnableMeasurementEvents(published);
        };
        _listener.SetMeasurementEventCallback<long>((measured, value, _, _) =>
        {
            if (measured.IsObservable) Volatile.Write(ref _observed, value);
            else Interlocked.Add(ref _sum, value);
        });
        _listener.SetMeasurementEventCallback<int>((_, value, _, _) => Volatile.Write(ref _observed, value));
        _listener.Start();
    }

    /// <summary>Sum of a counter since this reader was made.</summary>
    public long Sum => Interlocked.Read(ref _sum);

    /// <summary>What an observed instrument shows now.</summary>
    public long Observe()
    {
        _listener.RecordObservableInstruments();
        return Volatile.Read(ref _observed);
    }

    public void Dispose() => _listener.Dispose();
}
