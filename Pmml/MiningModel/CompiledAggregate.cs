using Maintenance.Pmml.Frames;
using Maintenance.Pmml.Model;

namespace Maintenance.Pmml.MiningModel;

/// <summary>
/// sum, weightedSum, average, weightedAverage and max of numbers. Sums run in segment order, in float32 with <c>x-mathContext="float"</c>:
/// the order affects the result. A float32 sum starts with <paramref name="start"/>, as XGBoost starts with its base score.
/// </summary>
internal sealed class CompiledAggregate(
    ResultSlots result, CompiledSegment[] segments, MultipleModelMethod method, MissingSegmentPolicy missing, double start)
    : ModelBody(result)
{
    private readonly bool _weighted = method is MultipleModelMethod.WeightedSum or MultipleModelMethod.WeightedAverage;

    public IReadOnlyList<CompiledSegment> Segments => segments;

    public MultipleModelMethod Method => method;

    public bool SkipsMissing => missing.Skips;

    /// <summary>Initial value of the sum.</summary>
    public double Start => start;

    public override void Evaluate(Span<double> frame)
    {
        var (sum, max, total, absent) = (start, double.NegativeInfinity, 0.0, 0.0);
        foreach (var segment in segments)
        {
            if (!segment.AppliesTo(frame)) continue;
            segment.Model.Evaluate(frame);
            var weight = _weighted ? segment.WeightIn(frame) : 1;
            var value = frame[segment.Model.Result.Value];
            total += weight;
            if (double.IsNaN(value))
            {
                absent += weight;
                continue;
            }
            var term = _weighted ? value * weight : value;
            sum = Result.IsFloat ? (float)sum + (float)term : sum + term;
            max = Math.Max(max, value);
        }
        frame[Result.Value] = total > 0 && missing.Allows(absent, total) ? Combine(sum, max, total - absent) : double.NaN;
    }

    private double Combine(double sum, double max, double weight) => method switch
    {
        MultipleModelMethod.Average or MultipleModelMethod.WeightedAverage => Result.IsFloat ? (float)sum / (float)weight : sum / weight,
        MultipleModelMethod.Max => max,
        _ => sum,
    };
}
