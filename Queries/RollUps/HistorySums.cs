using Maintenance.Core.Ports;
using Maintenance.Core.Time;

namespace Maintenance.Queries.RollUps;

/// <summary>Statistics of some series in buckets of one width, gathered from roll-ups and from rows.</summary>
internal sealed class HistorySums
{
    private readonly Dictionary<long, BucketStatistics[]> _buckets = [];
    private readonly Dictionary<string, int> _places;
    private readonly long _width;

    /// <summary>Without a bucket.</summary>
    /// <param name="width">Width of a bucket, µs.</param>
    /// <param name="names">Names of the series, each once.</param>
    public HistorySums(long width, IReadOnlyList<string> names)
    {
        (_width, Names) = (width, names);
        _places = names.Index().ToDictionary(n => n.Item, n => n.Index, StringComparer.Ordinal);
    }

    /// <summary>Series, in the order given.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>True without a bucket.</summary>
    public bool IsEmpty => _buckets.Count == 0;

    /// <summary>Place of a series; −1 when it is not wanted.</summary>
    public int PlaceOf(string name) => _places.GetValueOrDefault(name, -1);

    /// <summary>The bucket of a time, which is one from now on.</summary>
    /// <param name="unixMicros">Unix µs UTC.</param>
    public BucketStatistics[] At(long unixMicros)
    {
        var number = UnixMicros.NumberOf(unixMicros, _width);
        if (_buckets.TryGetValue(number, out var bucket)) return bucket;
        Array.Fill(bucket = new BucketStatistics[Names.Count], BucketStatistics.None);
        return _buckets[number] = bucket;
    }

    /// <summary>Adds rows of a <see cref="StretchSql"/>.</summary>
    public void Add(IReadOnlyList<QueryRow> rows, long rowWidth)
    {
        foreach (var row in rows)
        {
            var bucket = At(row.Whole("bucket") * rowWidth);
            for (var i = 0; i < Names.Count; i++) bucket[i] = bucket[i].With(StretchSql.Read(row, Names[i]));
        }
    }

    /// <summary>The series that have a value, each under its own name.</summary>
    /// <param name="seriesOf">Makes an empty series of a name and a number of buckets.</param>
    public ChannelHistory ToHistory(Func<string, int, ChannelSeries> seriesOf)
    {
        var numbers = _buckets.Keys.Order().ToArray();
        ChannelSeries[] all = [.. Names.Select(n => seriesOf(n, numbers.Length))];
        for (var i = 0; i < numbers.Length; i++)
        {
            var bucket = _buckets[numbers[i]];
            for (var s = 0; s < all.Length; s++)
                (all[s].Minima[i], all[s].Maxima[i], all[s].Means[i]) = (bucket[s].Minimum, bucket[s].Maximum, bucket[s].Mean);
        }
        return new ChannelHistory(_width, [.. numbers.Select(n => n * _width)], [.. all.Where(s => s.Means.Any(float.IsFinite))]);
    }
}
