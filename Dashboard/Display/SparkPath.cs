using System.Text;
using Maintenance.Queries;

namespace Maintenance.Dashboard.Display;

/// <summary>SVG paths of a series: the mean as a line, minimum to maximum as a band, with gaps where data is missing.</summary>
/// <param name="Line">Path of the mean.</param>
/// <param name="Band">Path of minimum to maximum.</param>
public sealed record SparkPath(string Line, string Band)
{
    public const int Width = 600;
    public const int Height = 100;
    private const double GapBuckets = 3;

    public static SparkPath Empty { get; } = new("", "");

    public static SparkPath Create(ChannelHistory history, ChannelSeries series, TimeRange range, double? low, double? high,
        double? limit = null)
    {
        var (bottom, top) = Scale(series, low, high, limit);
        var line = new StringBuilder();
        var band = new StringBuilder();
        var start = 0;
        for (var i = 1; i <= series.Length; i++)
        {
            var breaks = i == series.Length || history.BucketStarts[i] - history.BucketStarts[i - 1] > GapBuckets * history.BucketMicros;
            if (!breaks && float.IsFinite(series.Means[i])) continue;
            Draw(start, i);
            start = i;
        }
        return new SparkPath(line.ToString(), band.ToString());

        void Draw(int from, int to)
        {
            while (from < to && !float.IsFinite(series.Means[from])) from++;
            if (from >= to) return;
            for (var i = from; i < to; i++) line.Append($"{(i == from ? 'M' : 'L')}{X(i):F1} {Y(series.Means[i]):F1}");
            for (var i = from; i < to; i++) band.Append($"{(i == from ? 'M' : 'L')}{X(i):F1} {Y(series.Maxima[i]):F1}");
            for (var i = to - 1; i >= from; i--) band.Append($"L{X(i):F1} {Y(series.Minima[i]):F1}");
            band.Append('Z');
        }

        double X(int i) => Width * (double)(history.BucketStarts[i] - range.FromUnixMicros) / (range.ToUnixMicros - range.FromUnixMicros);
        double Y(float value) => Height * (1 - (value - bottom) / (top - bottom));
    }

    /// <summary>Height at which a limit is drawn; the scale then holds it.</summary>
    public static double PlaceOf(ChannelSeries series, double limit, double? low, double? high)
    {
        var (bottom, top) = Scale(series, low, high, limit);
        return Height * (1 - (limit - bottom) / (top - bottom));
    }

    private static (double Bottom, double Top) Scale(ChannelSeries series, double? low, double? high, double? limit)
    {
        var bottom = low ?? Math.Min(series.Minima.Where(float.IsFinite).DefaultIfEmpty(0).Min(), limit ?? double.MaxValue);
        var top = high ?? Math.Max(series.Maxima.Where(float.IsFinite).DefaultIfEmpty(1).Max(), limit ?? double.MinValue);
        return top - bottom > 1e-12 * Math.Abs(top) ? (bottom, top) : (bottom - 1, top + 1); // centres a flat line
    }
}
