using System.Text;
using Maintenance.Api.Wording;
using Maintenance.Core.Channels;
using Maintenance.Queries;

namespace Maintenance.Dashboard.Display;

/// <summary>One curve of a strip log as the server draws it: time downwards, values to the right, silence as a gap.</summary>
/// <param name="Channel">Channel.</param>
/// <param name="Unit">As displayed.</param>
/// <param name="Scale">Limits of the track, in displayed units; null without a value.</param>
/// <param name="Newest">Newest value, as text.</param>
/// <param name="Line">SVG path of the mean.</param>
/// <param name="Band">SVG path of minimum to maximum.</param>
internal sealed record LogCurve(Channel Channel, DisplayUnit Unit, LogScale? Scale, string Newest, string Line, string Band)
{
    public const int Width = 100;
    public const int Height = 600;
    private const double GapBuckets = 3;

    /// <summary>A limit of the scale as text; coarse scales need no decimals.</summary>
    public string Limit(Func<LogScale, double> of) => Scale is { } scale
        ? of(scale).ToString("N" + (scale.High - scale.Low >= 10 ? 0 : Unit.Decimals)) : "";

    public static LogCurve Of(ChannelHistory? history, Channel channel, DisplayUnit unit, TimeRange range)
    {
        if (history?.Series.FirstOrDefault(s => s.Name == channel.Name) is not { } series) return new(channel, unit, null, "–", "", "");
        var scale = LogScale.Of(
            unit.Convert(series.Minima.Where(float.IsFinite).DefaultIfEmpty(float.NaN).Min()),
            unit.Convert(series.Maxima.Where(float.IsFinite).DefaultIfEmpty(float.NaN).Max()));
        var newest = unit.Format(series.Means.LastOrDefault(float.IsFinite, float.NaN));
        return new(channel, unit, scale, newest, LineOf(), BandOf());

        string LineOf()
        {
            var path = new StringBuilder();
            foreach (var (from, to) in Runs(history, series))
                for (var i = from; i < to; i++)
                    if (float.IsFinite(series.Means[i])) path.Append($"{(i == from ? 'M' : 'L')}{X(series.Means[i]):F1} {Y(i):F1}");
            return path.ToString();
        }

        string BandOf()
        {
            var path = new StringBuilder();
            foreach (var (from, to) in Runs(history, series))
            {
                for (var i = from; i < to; i++) path.Append($"{(i == from ? 'M' : 'L')}{X(series.Maxima[i]):F1} {Y(i):F1}");
                for (var i = to - 1; i >= from; i--) path.Append($"L{X(series.Minima[i]):F1} {Y(i):F1}");
                path.Append('Z');
            }
            return path.ToString();
        }

        double X(float value) => Width * (unit.Convert(value) - scale.Low) / (scale.High - scale.Low);
        double Y(int i) => Height * (double)(history.BucketStarts[i] + history.BucketMicros / 2 - range.FromUnixMicros)
            / (range.ToUnixMicros - range.FromUnixMicros);
    }

    /// <summary>Stretches of buckets with a value, as half-open ranges of indices.</summary>
    private static IEnumerable<(int From, int To)> Runs(ChannelHistory history, ChannelSeries series)
    {
        var start = -1;
        for (var i = 0; i <= series.Length; i++)
        {
            var hasValue = i < series.Length && float.IsFinite(series.Means[i]);
            var isNear = start >= 0 && i < series.Length
                && history.BucketStarts[i] - history.BucketStarts[i - 1] <= GapBuckets * history.BucketMicros;
            if (start >= 0 && !(hasValue && isNear))
            {
                yield return (start, i);
                start = -1;
            }
            if (hasValue && start < 0) start = i;
        }
    }
}
