using Maintenance.Scoring.Pmml.Document;

namespace Maintenance.Scoring.Pmml.Evaluation;

/// <summary>RuleSetModel. Probabilities hold the rules' confidences: of the winner, or each category's mean over the rules that fired.</summary>
internal sealed class CompiledRuleSet(ResultSlots result, CompiledRuleSet.Rule[] rules, RuleCriterion criterion, int defaultLabel, double defaultConfidence)
    : ModelBody(result)
{
    public override void Evaluate(Span<double> frame)
    {
        var confidences = Result.ProbabilitiesIn(frame);
        confidences.Clear();
        var (winner, best, fired) = (-1, double.NegativeInfinity, 0);
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
                (winner, best, confidences[rule.Label]) = (rule.Label, rule.Weight, rule.Confidence);
                if (criterion == RuleCriterion.FirstHit) break;
            }
        }
        if (fired == 0)
        {
            Result.SetMissing(frame);
            if (defaultLabel < 0) return;
            confidences.Clear();
            (frame[Result.Value], confidences[defaultLabel]) = (defaultLabel, defaultConfidence);
            return;
        }
        if (criterion != RuleCriterion.WeightedSum)
        {
            frame[Result.Value] = winner;
            return;
        }
        foreach (ref var confidence in confidences) confidence /= fired;
        Result.PredictMostProbable(frame);
    }

    /// <summary>A rule ready to run.</summary>
    internal sealed record Rule(CompiledPredicate[] Guards, int Label, double Weight, double Confidence)
    {
        public bool Fires(ReadOnlySpan<double> frame)
        {
            foreach (var guard in Guards)
                if (guard.Evaluate(frame) != Truth.True) return false;
            return true;
        }
    }
}
