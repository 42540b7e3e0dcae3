using Maintenance.Scoring.DataManipulation;

namespace Maintenance.Scoring.StateDetection;

/// <summary>A depth or height that may change within a block, m; NaN when absent.</summary>
internal readonly record struct MovedDepth(float Mean, float Minimum, float Maximum)
{
    /// <summary>From the moments of a channel.</summary>
    public static MovedDepth Of(in Moments moments) => new(moments.Mean, moments.Min, moments.Max);

    /// <summary>A single reading.</summary>
    public static MovedDepth At(float value) => new(value, value, value);
}
