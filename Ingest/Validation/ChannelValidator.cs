using System.Numerics;
using System.Runtime.InteropServices;
using Maintenance.Core.Telemetry;

namespace Maintenance.Ingest.Validation;

/// <summary>
/// Validates one column in place: values outside [min, max] and infinities become NaN, and the flags report what was found.
/// One pass, vectorised; clean data is only read. <see cref="ValidateScalar"/> is the reference the tests compare it with.
/// Allocates nothing; stateless.
/// </summary>
internal static class ChannelValidator
{
    public static ChannelQuality Validate(Span<float> values, float min, float max)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        var least = new Vector<float>(min);
        var most = new Vector<float>(max);
        var quality = ChannelQuality.Good;
        for (var i = 0; i < vectors.Length; i++)
        {
            var v = vectors[i];
            // NaN and infinities fail one of the comparisons: one mask is enough to prove the values good.
            var good = Vector.BitwiseAnd(Vector.GreaterThanOrEqual(v, least), Vector.LessThanOrEqual(v, most));
            if (Vector.EqualsAll(good, Vector<int>.AllBitsSet)) continue;
            quality |= ValidateScalar(values.Slice(i * Vector<float>.Count, Vector<float>.Count), min, max);
        }
        return quality | ValidateScalar(values[(vectors.Length * Vector<float>.Count)..], min, max);
    }

    public static ChannelQuality ValidateScalar(Span<float> values, float min, float max)
    {
        var quality = ChannelQuality.Good;
        foreach (ref var value in values)
        {
            if (value >= min && value <= max) continue;
            quality |= float.IsNaN(value) ? ChannelQuality.SomeMissing
                : float.IsInfinity(value) ? ChannelQuality.NotFinite
                : ChannelQuality.OutOfRange;
            value = float.NaN;
        }
        return quality;
    }

    /// <summary>True when every value is finite.</summary>
    public static bool AllFinite(ReadOnlySpan<float> values)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        var largest = new Vector<float>(float.MaxValue);
        foreach (ref readonly var v in vectors)
            if (!Vector.LessThanOrEqualAll(Vector.Abs(v), largest)) return false;
        foreach (var value in values[(vectors.Length * Vector<float>.Count)..])
            if (!float.IsFinite(value)) return false;
        return true;
    }
}
