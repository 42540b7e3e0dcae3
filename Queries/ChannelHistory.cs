namespace Maintenance.Queries;

/// <summary>Channels decimated into buckets.</summary>
/// <param name="BucketMicros">Width of a bucket, µs.</param>
/// <param name="BucketStarts">Start of each bucket that has readings, Unix µs, ascending.</param>
/// <param name="Series">Channels with values; each as long as <paramref name="BucketStarts"/>.</param>
public sealed record ChannelHistory(long BucketMicros, long[] BucketStarts, IReadOnlyList<ChannelSeries> Series)
{
    /// <summary>Adds channels of another query with the same bucket width, on the union of the bucket times.</summary>
    public ChannelHistory With(ChannelHistory other)
    {
        if (other.Series.Count == 0) return this;
        var starts = BucketStarts.Concat(other.BucketStarts).Distinct().Order().ToArray();
        return new ChannelHistory(BucketMicros, starts, [.. Spread(this, starts), .. Spread(other, starts)]);
    }

    private static IEnumerable<ChannelSeries> Spread(ChannelHistory from, long[] starts)
    {
        foreach (var series in from.Series)
        {
            var spread = new ChannelSeries(series.Name, series.Channel, starts.Length);
            for (var i = 0; i < from.BucketStarts.Length; i++)
            {
                var at = Array.BinarySearch(starts, from.BucketStarts[i]);
                spread.Means[at] = series.Means[i];
                spread.Minima[at] = series.Minima[i];
                spread.Maxima[at] = series.Maxima[i];
            }
            yield return spread;
        }
    }
}
