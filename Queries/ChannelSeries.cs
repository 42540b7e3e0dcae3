using Maintenance.Core.Channels;

namespace Maintenance.Queries;

/// <summary>One channel of a <see cref="ChannelHistory"/>; NaN where a bucket has no value.</summary>
/// <param name="Name">Channel name.</param>
/// <param name="Channel">The standard channel; null for a custom channel.</param>
/// <param name="Length">Number of buckets.</param>
public sealed record ChannelSeries(string Name, Channel? Channel, int Length)
{
    /// <summary>Mean per bucket, in the channel's unit.</summary>
    public float[] Means { get; } = NotANumber(Length);

    /// <summary>Minimum per bucket, in the channel's unit.</summary>
    public float[] Minima { get; } = NotANumber(Length);

    /// <summary>Maximum per bucket, in the channel's unit.</summary>
    public float[] Maxima { get; } = NotANumber(Length);

    private static float[] NotANumber(int length)
    {
        var values = new float[length];
        Array.Fill(values, float.NaN);
        return values;
    }
}
