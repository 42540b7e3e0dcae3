using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Maintenance.Dashboard.Metrics;

/// <summary>Values of one instrument by tag set.</summary>
internal sealed class InstrumentSeries
{
    private static readonly double[] DefaultBounds = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 50, 100, 1_000, 10_000];
    private readonly ConcurrentDictionary<string, SeriesValue> _byTags = new(StringComparer.Ordinal);
    private readonly SeriesValue _untagged;
    private readonly int _maxSeries;
    private long _round;

    public InstrumentSeries(Instrument instrument, int maxSeries)
    {
        Instrument = instrument;
        _maxSeries = maxSeries;
        var type = instrument.GetType();
        var generic = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        Kind = generic == typeof(Counter<>) ? SeriesKind.Sum
            : generic == typeof(UpDownCounter<>) ? SeriesKind.UpDown
            : generic == typeof(ObservableCounter<>) ? SeriesKind.LastTotal
            : generic == typeof(Histogram<>) ? SeriesKind.Histogram
            : SeriesKind.Last;
        Bounds = Kind == SeriesKind.Histogram ? BoundsOf(instrument) : [];
        _untagged = new SeriesValue(Bounds.Length);
    }

    public Instrument Instrument { get; }

    public SeriesKind Kind { get; }

    /// <summary>Upper bounds of histogram buckets, ascending.</summary>
    public double[] Bounds { get; }

    /// <summary>
    /// Tags in Prometheus form (<c>a="b",c="d"</c>, or empty) and value, in order of tags; only those measured at least once, and of an
    /// observed gauge only those its subject still has: a partition that went to another process has no lag here.
    /// </summary>
    public IEnumerable<KeyValuePair<string, SeriesValue>> Values
    {
        get
        {
            // Another reading may have begun in between and not have come here yet.
            var since = Kind == SeriesKind.Last && Instrument.IsObservable ? Volatile.Read(ref _round) - 1 : 0;
            if (_untagged.IsMeasured && _untagged.Round >= since) yield return KeyValuePair.Create("", _untagged);
            foreach (var pair in _byTags.OrderBy(p => p.Key, StringComparer.Ordinal))
                if (pair.Value.Round >= since) yield return pair;
        }
    }

    /// <summary>Observable instruments are about to be asked.</summary>
    public void BeginReading() => Interlocked.Increment(ref _round);

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var series = tags.IsEmpty ? _untagged : Find(PrometheusText.Labels(tags));
        switch (Kind)
        {
            case SeriesKind.Histogram: series?.Observe(value, Bounds); break;
            case SeriesKind.Sum or SeriesKind.UpDown: series?.Add(value); break;
            default: series?.Set(value, Volatile.Read(ref _round)); break;
        }
    }

    private SeriesValue? Find(string labels)
    {
        if (_byTags.TryGetValue(labels, out var found)) return found;
        return _byTags.Count >= _maxSeries ? null : _byTags.GetOrAdd(labels, static (_, n) => new SeriesValue(n), Bounds.Length);
    }

    private static double[] BoundsOf(Instrument instrument) => instrument switch
    {
        Histogram<double> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds],
        Histogram<float> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds.Select(b => (double)b)],
        Histogram<long> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds.Select(b => (double)b)],
        Histogram<int> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds.Select(b => (double)b)],
        _ => DefaultBounds,
    };
}
