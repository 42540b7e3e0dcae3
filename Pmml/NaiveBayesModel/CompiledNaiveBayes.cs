using Maintenance.Pmml.Frames;
using Maintenance.Pmml.Model;
using Maintenance.Pmml.Transformations;

namespace Maintenance.Pmml.NaiveBayesModel;

/// <summary>
/// NaiveBayesModel, in logarithms. An input with a missing or unlisted value is left out; a probability of zero becomes the threshold.
/// </summary>
internal sealed class CompiledNaiveBayes(ResultSlots result, double[] priors, double threshold, CompiledNaiveBayes.Input[] inputs)
    : ModelBody(result)
{
    public override void Evaluate(Span<double> frame)
    {
        var probabilities = Result.ProbabilitiesIn(frame);
        foreach (var input in inputs) input.Derived?.Apply(frame);
        for (var k = 0; k < probabilities.Length; k++)
        {
            var sum = Math.Log(priors[k]);
            foreach (var input in inputs) sum += input.Logarithm(frame[input.Slot], k, threshold);
            probabilities[k] = sum;
        }
        var (max, total) = (double.NegativeInfinity, 0.0);
        foreach (var value in probabilities) max = Math.Max(max, value);
        if (double.IsNegativeInfinity(max) || double.IsNaN(max))
        {
            Result.SetMissing(frame);
            return;
        }
        foreach (ref var value in probabilities) total += value = Math.Exp(value - max);
        foreach (ref var value in probabilities) value /= total;
        Result.PredictMostProbable(frame);
    }

    /// <summary>A field: probabilities of each value per category, or a distribution per category.</summary>
    internal sealed record Input(int Slot, double[] Values, double[][] Shares, BayesDistribution?[] Distributions)
    {
        /// <summary>Derives the field from others, where the input contains its own derivation.</summary>
        public DerivedValue? Derived { get; init; }

        public double Logarithm(double x, int category, double threshold)
        {
            if (double.IsNaN(x)) return 0;
            if (Distributions.Length > 0)
                return Math.Log(Distributions[category] is { } distribution ? Math.Max(distribution.Density(x), threshold) : threshold);
            var at = Array.IndexOf(Values, x);
            if (at < 0) return 0;
            return Math.Log(Shares[at][category] > 0 ? Shares[at][category] : threshold);
        }
    }
}
