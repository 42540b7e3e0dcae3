using Maintenance.Pmml.Frames;
using Maintenance.Pmml.Model;
using Maintenance.Pmml.Predicates;

namespace Maintenance.Pmml.RuleSetModel;

/// <summary>
/// RuleSetModel. Probabilities are the rules' confidences: the winner's, or each category's mean over the rules that fired.
/// </summary>
internal sealed class CompiledRuleSet(ResultSlots result, CompiledRuleSet.Rule[] rules, RuleCriterion criterion, int defaultLabel,
    double defaultConfidence)
    : ModelBody(result)
{
    /// <summary>Numeric value of each score of a regression; empty for a classification.</summary>
    public double[] Numbers { get; init; } = [];

    /// <summary>Slot of the first score's share, followed by those of the others.</summary>
    public required int FirstShare { get; init; }

    public required int ScoreCount { get; init; }

    public override void Evaluate(Span<double> frame)
    {
        var confidences = frame.Slice(FirstShare, ScoreCount);
        confidences.Clear();
        var (winner, best, fired, entity) = (-1, double.NegativeInfinity, 0, double.NaN);
        foreach (var rule in rules)
        {
            if (!rule.Fires(frame)) continue;
            fired++;
            if (criterion == RuleCriterion.WeightedSum)
            {
                confidences[rule.Label] += rule.Weight;
            }
            else if (rule.Weight > best || criterion == RuleCriterion.FirstHit)
            {
                confidences.Clear();
                (winner, best, confidences[rule.Label], entity) = (rule.Label, rule.Weight, rule.Confidence, rule.Entity);
                if (criterion == RuleCriterion.FirstHit) break;
            }
        }
        if (Entity is not null) frame[Entity.Slot] = entity;
        if (fired == 0)
        {
            Result.SetMissing(frame);
            if (defaultLabel < 0) return;
            confidences.Clear();
            (winner, confidences[defaultLabel]) = (defaultLabel, defaultConfidence);
        }
        else if (criterion == RuleCriterion.WeightedSum)
        {
            foreach (ref var confidence in confidences) confidence /= fired;
            winner = Largest(confidences);
        }
        frame[Result.Value] = Numbers.Length > 0 ? Numbers[winner] : winner;
    }

    private static int Largest(ReadOnlySpan<double> values)
    {
        var best = 0;
        for (var i = 1; i < values.Length; i++)
            if (values[i] > values[best]) best = i;
        return best;
    }

    /// <summary>A rule ready to run.</summary>
    internal sealed record Rule(CompiledPredicate[] Guards, int Label, double Weight, double Confidence, double Entity)
    {
        public bool Fires(ReadOnlySpan<double> frame)
        {
            foreach (var guard in Guards)
                if (guard.Evaluate(frame) != Truth.True) return false;
            return true;
        }
    }
}
