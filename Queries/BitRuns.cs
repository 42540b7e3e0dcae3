using Maintenance.Core.Channels;

namespace Maintenance.Queries;

/// <summary>
/// Runs of a drill: stretches of time in which its hole only gets deeper. A hole depth that falls by more than a metre, as with a
/// sidetrack, begins another one.
/// </summary>
internal sealed class BitRuns
{
    // As for drilling states: the bit is on bottom within half a metre of the hole's.
    private const double OnBottomM = 0.5;
    private const long FallMicrometres = DepthRange.Metre;

    private readonly List<long> _starts = [];
    private readonly List<(long Start, long Depth)> _drilled = [];
    private long _width;

    private BitRuns()
    {
    }

    /// <summary>False when no hole depth is known.</summary>
    public bool HasDepths { get; private set; }

    /// <summary>Time with known depths and the bit not on bottom.</summary>
    public TimeSpan OffBottom { get; private set; }

    /// <summary>All depths that were drilled; empty at 0 when none was.</summary>
    public DepthRange Drilled => _drilled.Count == 0 ? default : new(_drilled.Min(d => d.Depth), _drilled.Max(d => d.Depth) + 1);

    public static BitRuns Of(ChannelHistory history)
    {
        var runs = new BitRuns { _width = history.BucketMicros };
        var hole = Find(history, StandardChannels.HoleDepth);
        runs.HasDepths = hole is not null;
        var deepest = long.MinValue;
        foreach (var (i, depth) in OnBottom(history))
        {
            if (runs._starts.Count == 0 || depth < deepest - FallMicrometres)
            {
                runs._starts.Add(history.BucketStarts[i]);
                deepest = depth;
            }
            deepest = Math.Max(deepest, depth);
            runs._drilled.Add((history.BucketStarts[i], depth));
        }
        var known = hole?.Means.Count(float.IsFinite) ?? 0;
        runs.OffBottom = TimeSpan.FromMicroseconds((known - runs._drilled.Count) * history.BucketMicros);
        return runs;
    }

    /// <summary>Buckets of time with the bit on bottom, in order, and their depth in micrometres.</summary>
    public static IEnumerable<(int Index, long Depth)> OnBottom(ChannelHistory history)
    {
        if (Find(history, StandardChannels.HoleDepth) is not { } hole) yield break;
        var bit = Find(history, StandardChannels.BitDepth);
        var deepest = float.NegativeInfinity;
        for (var i = 0; i < hole.Length; i++)
        {
            if (!float.IsFinite(hole.Means[i])) continue;
            // Without a bit depth it is on bottom where it makes hole.
            var isOnBottom = bit is null ? hole.Maxima[i] > hole.Minima[i] || hole.Means[i] > deepest
                : bit.Maxima[i] >= hole.Minima[i] - OnBottomM && bit.Minima[i] <= hole.Maxima[i] + OnBottomM;
            deepest = hole.Means[i];
            if (isOnBottom) yield return (i, (long)((double)hole.Means[i] * DepthRange.Metre));
        }
    }

    /// <summary>Number of the run at a time, from 0.</summary>
    public int RunAt(long unixMicros) => Math.Max(0, _starts.FindLastIndex(s => s <= unixMicros));

    /// <summary>From the first to the last time at which a range of depth was drilled; null when it was not.</summary>
    public TimeRange? WhenDrilled(DepthRange depths, TimeRange range)
    {
        // A bucket may hold depths beside its mean.
        var first = _drilled.FindIndex(Near);
        if (first < 0) return null;
        var last = _drilled.FindLastIndex(Near);
        var from = first == 0 ? range.FromUnixMicros : _drilled[first - 1].Start;
        var to = last + 1 < _drilled.Count ? _drilled[last + 1].Start + _width : range.ToUnixMicros;
        return new TimeRange(Math.Max(from, range.FromUnixMicros), Math.Min(to, range.ToUnixMicros));

        bool Near((long Start, long Depth) d) => d.Depth >= depths.Top && d.Depth < depths.Bottom;
    }

    private static ChannelSeries? Find(ChannelHistory history, int channel) =>
        history.Series.FirstOrDefault(s => s.Channel?.Id == StandardChannels.All[channel].Id);
}
