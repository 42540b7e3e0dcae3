using Maintenance.Pmml.Frames;
using Maintenance.Pmml.Model;

namespace Maintenance.Pmml.GeneralRegressionModel;

/// <summary>
/// GeneralRegressionModel of type CoxRegression: the cumulative hazard H(t) = H₀(t) × exp(r − s), with r the linear predictor and s that of
/// the reference point. Survival is exp(−H), which documents compute by a transformedValue.
/// </summary>
/// <param name="result">Result slots.</param>
/// <param name="terms">Products of factors and covariates.</param>
/// <param name="betas">Coefficient of each term.</param>
/// <param name="reference">s.</param>
/// <param name="timeSlot">endTimeVariable.</param>
/// <param name="stratumSlot">baselineStrataVariable; −1 for none.</param>
/// <param name="baselines">H₀ of each stratum; a single one without strata.</param>
internal sealed class CompiledCox(
    ResultSlots result, RegressionTerm[] terms, double[] betas, double reference, int timeSlot, int stratumSlot,
    CompiledCox.Baseline[] baselines) : ModelBody(result)
{
    public override void Evaluate(Span<double> frame)
    {
        var time = frame[timeSlot];
        var hazard = Find(frame) is { } baseline && !double.IsNaN(time) ? baseline.At(time) : double.NaN;
        frame[Result.Value] = hazard == 0 ? 0 : hazard * Math.Exp(RegressionTerm.Sum(frame, terms, betas) - reference);
    }

    private Baseline? Find(ReadOnlySpan<double> frame)
    {
        if (stratumSlot < 0) return baselines[0];
        foreach (var baseline in baselines)
            if (baseline.Stratum == frame[stratumSlot]) return baseline;
        return null;
    }

    /// <summary>A step function of time: 0 before its first time, unknown after the last time that was observed.</summary>
    internal sealed record Baseline(double Stratum, double MaxTime, double[] Times, double[] Hazards)
    {
        public double At(double time)
        {
            if (time > MaxTime) return double.NaN;
            var at = Array.BinarySearch(Times, time);
            at = at >= 0 ? at : ~at - 1;
            return at >= 0 ? Hazards[at] : 0;
        }
    }
}
