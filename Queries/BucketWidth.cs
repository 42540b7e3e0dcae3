namespace Maintenance.Queries;

/// <summary>
/// Bucket width of a decimated series: a round number, so that buckets of successive queries have the same boundaries and a client can
/// continue the last one from the live feed.
/// </summary>
public static class BucketWidth
{
    private static readonly long[] Micros = [.. Steps().Select(s => (long)(s * 1_000_000))];

    /// <summary>The smallest round width, in µs, that divides the range into at most <paramref name="points"/> buckets.</summary>
    public static long Choose(TimeRange range, int points)
    {
        var length = Math.Max(1, range.ToUnixMicros - range.FromUnixMicros);
        foreach (var width in Micros)
            if (length <= width * points) return width;
        var day = Micros[^1];
        return (length / points / day + 1) * day;
    }

    // Seconds.
    private static double[] Steps() =>
    [
        0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800,
        3600, 7200, 10_800, 21_600, 43_200, 86_400,
    ];
}
