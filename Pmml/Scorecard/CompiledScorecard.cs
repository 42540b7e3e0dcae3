using Maintenance.Pmml.DataDictionary;
using Maintenance.Pmml.Expressions;
using Maintenance.Pmml.Frames;
using Maintenance.Pmml.Model;
using Maintenance.Pmml.Predicates;

namespace Maintenance.Pmml.Scorecard;

/// <summary>
/// Scorecard. A row has no result if a characteristic has no true attribute or a missing score. Reason codes are ranked by the distance of
/// the partial score from its baseline, ties in document order; a code appears once, with its sum.
/// </summary>
internal sealed class CompiledScorecard(
    ResultSlots result, double initial, bool pointsBelow, CompiledScorecard.Characteristic[] characteristics, Vocabulary reasons,
    int firstReason) : ModelBody(result)
{
    public override void Evaluate(Span<double> frame)
    {
        var total = initial;
        Span<double> weights = stackalloc double[reasons.Count];
        Span<bool> present = stackalloc bool[reasons.Count];
        weights.Clear();
        present.Clear();
        foreach (var characteristic in characteristics)
        {
            var attribute = characteristic.Find(frame);
            var score = attribute?.Score.Evaluate(frame) ?? double.NaN;
            total += score;
            if (attribute is null || attribute.Reason < 0) continue;
            weights[attribute.Reason] += pointsBelow ? characteristic.Baseline - score : score - characteristic.Baseline;
            present[attribute.Reason] = true;
        }
        frame[Result.Value] = total;
        if (firstReason >= 0) Rank(frame.Slice(firstReason, characteristics.Length), weights, present, double.IsNaN(total));
    }

    public override CompiledExpression? CompileOutput(OutputField output)
    {
        if (output.Feature != "reasonCode" || firstReason < 0) return null;
        output.CheckRank(characteristics.Length, "reasons");
        return new FieldExpression(new Field(output.Name, firstReason + output.Rank - 1, FieldDataType.String, reasons), double.NaN);
    }

    private static void Rank(Span<double> ranked, Span<double> weights, Span<bool> present, bool missing)
    {
        ranked.Fill(double.NaN);
        for (var rank = 0; rank < ranked.Length && !missing; rank++)
        {
            var best = -1;
            for (var i = 0; i < weights.Length; i++)
                if (present[i] && weights[i] >= 0 && (best < 0 || weights[i] > weights[best])) best = i;
            // Only scores on the wrong side of their baseline are reasons; with fewer reasons than ranks, the last one repeats.
            ranked[rank] = best >= 0 ? best : rank > 0 ? ranked[rank - 1] : double.NaN;
            if (best >= 0) present[best] = false;
        }
    }

    /// <summary>A part of the score.</summary>
    internal sealed record Characteristic(double Baseline, Attribute[] Attributes)
    {
        public Attribute? Find(ReadOnlySpan<double> frame)
        {
            foreach (var attribute in Attributes)
                if (attribute.Predicate.Evaluate(frame) == Truth.True) return attribute;
            return null;
        }
    }

    /// <summary>A partial score and its condition.</summary>
    internal sealed record Attribute(CompiledPredicate Predicate, CompiledExpression Score, int Reason);
}
