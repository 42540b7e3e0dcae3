using System.Buffers;
using Maintenance.Pmml.Frames;
using Maintenance.Pmml.Model;

namespace Maintenance.Pmml.MiningModel;

/// <summary>median and weightedMedian of numbers.</summary>
internal sealed class CompiledMedian(ResultSlots result, CompiledSegment[] segments, bool weighted, MissingSegmentPolicy missing)
    : ModelBody(result)
{
    public override void Evaluate(Span<double> frame)
    {
        var rented = ArrayPool<double>.Shared.Rent(2 * segments.Length);
        try
        {
            frame[Result.Value] = Median(frame, rented.AsSpan(0, segments.Length), rented.AsSpan(segments.Length, segments.Length));
        }
        finally
        {
            ArrayPool<double>.Shared.Return(rented);
        }
    }

    private double Median(Span<double> frame, Span<double> values, Span<double> weights)
    {
        var (count, total, absent) = (0, 0.0, 0.0);
        foreach (var segment in segments)
        {
            if (!segment.AppliesTo(frame)) continue;
            segment.Model.Evaluate(frame);
            total += segment.WeightIn(frame);
            var value = frame[segment.Model.Result.Value];
            if (double.IsNaN(value))
            {
                absent += segment.WeightIn(frame);
                continue;
            }
            (values[count], weights[count]) = (value, segment.WeightIn(frame));
            count++;
        }
        if (count == 0 || !missing.Allows(absent, total)) return double.NaN;
        values[..count].Sort(weights[..count]);
        return weighted ? Weighted(values[..count], weights[..count]) : Plain(values[..count]);
    }

    private static double Plain(ReadOnlySpan<double> sorted) =>
        sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;

    // The first value at which half the weight is reached.
    private static double Weighted(ReadOnlySpan<double> sorted, ReadOnlySpan<double> weights)
    {
        var half = 0.0;
        foreach (var weight in weights) half += weight;
        half /= 2;
        var reached = 0.0;
        for (var i = 0; i < sorted.Length; i++)
            if ((reached += weights[i]) >= half) return sorted[i];
        return sorted[^1];
    }
}
