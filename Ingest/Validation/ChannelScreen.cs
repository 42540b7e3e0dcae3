using System.Numerics;
using System.Runtime.InteropServices;
using Maintenance.Core.Telemetry;

namespace Maintenance.Ingest.Validation;

/// <summary>
/// Screens one column in place: values outside [min, max] and infinities become NaN, and the flags say what was found.
/// One pass, vectorised; clean data is only read. <see cref="ScreenScalar"/> is the reference the tests compare it with.
/// Allocates nothing; stateless.
/// </summary>
internal static class ChannelScreen
{
    public static ChannelQuality Screen(Span<float> values, float min, float max)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        var least = new Vector<float>(min);
        var most = new Vector<float>(max);
        var quality = ChannelQuality.Good;
        for (var i = 0; i < vectors.Length; i++)
        {
            var v = vectors[i];
            // NaN and infinities fail one of the comparisons: one mask says that all is well.
            var good = Vector.BitwiseAnd(Vector.GreaterThanOrEqual(v, least), Vector.LessThanOrEqual(v, most));
            if (Vector.EqualsAll(good, Vector<int>.AllBitsSet)) continue;
            quality |= ScreenScalar(values.Slice(i * Vector<float>.Count, Vector<float>.Count), min, max);
        }
        return quality | ScreenScalar(values[(vectors.Length * Vector<float>.Count)..], min, max);
    }

    public static ChannelQuality ScreenScalar(Span<float> values, float min, float max)
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
