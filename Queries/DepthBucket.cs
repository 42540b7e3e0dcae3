namespace Maintenance.Queries;

/// <summary>A bucket of depth while it is filled in order of time; a new run starts it over.</summary>
internal sealed class DepthBucket(int series)
{
    private readonly (float Low, float High, double Sum, int Count)[] _values = new (float, float, double, int)[series];
    private int _run = -1;

    /// <summary>How many runs drilled it.</summary>
    public int Times { get; private set; }

    /// <summary>Start of the last bucket of time in it, Unix µs.</summary>
    public long LastUnixMicros { get; private set; }

    public void Add(ChannelSeries[] from, int at, long unixMicros, int run)
    {
        if (run != _run)
        {
            Array.Fill(_values, (float.PositiveInfinity, float.NegativeInfinity, 0, 0));
            (_run, Times) = (run, Times + 1);
        }
        LastUnixMicros = unixMicros;
        for (var i = 0; i < from.Length; i++)
        {
            if (!float.IsFinite(from[i].Means[at])) continue;
            ref var value = ref _values[i];
            value = (Math.Min(value.Low, from[i].Minima[at]), Math.Max(value.High, from[i].Maxima[at]), value.Sum + from[i].Means[at],
                value.Count + 1);
        }
    }

    public void WriteTo(ChannelSeries[] to, int at)
    {
        for (var i = 0; i < to.Length; i++)
            if (_values[i] is { Count: > 0 } value)
                (to[i].Minima[at], to[i].Maxima[at], to[i].Means[at]) = (value.Low, value.High, (float)(value.Sum / value.Count));
    }
}
