using Maintenance.Pmml.DataDictionary;
using Maintenance.Pmml.Expressions;
using Maintenance.Pmml.Frames;
using Maintenance.Pmml.Model;

namespace Maintenance.Pmml.GeneralRegressionModel;

/// <summary>GeneralRegressionModel: a linear predictor per category (one for a regression), then the model type's link.</summary>
/// <param name="result">Result slots.</param>
/// <param name="kind">Model type.</param>
/// <param name="terms">Products of factors and covariates, in the order of the parameters, for each predictor.</param>
/// <param name="betas">Predictor × term.</param>
/// <param name="codes">Category of each predictor, in their order; except the reference category, which has none.</param>
/// <param name="reference">Category whose predictor is 0; −1 for none.</param>
/// <param name="link">Inverse link.</param>
/// <param name="offset">Added to the predictor.</param>
/// <param name="trials">Multiplies the mean.</param>
internal sealed class CompiledGeneralRegression(
    ResultSlots result, GeneralRegressionKind kind, RegressionTerm[][] terms, double[][] betas, int[] codes, int reference,
    InverseLink link, CompiledGeneralRegression.Amount offset, CompiledGeneralRegression.Amount trials) : ModelBody(result)
{
    /// <summary>Covariances of the parameters; null where the document has none, or the mean is not the linear predictor itself.</summary>
    public double[][]? Covariances { get; init; }

    public override CompiledExpression? CompileOutput(OutputField output) =>
        output.Feature == "standardError" && Covariances is not null
            ? new NumberExpression(FieldDataType.Double, f => StandardError(f)) : null;

    // √(xᵀ V x) for the row's terms x.
    private double StandardError(ReadOnlySpan<double> frame)
    {
        var variance = 0.0;
        for (var i = 0; i < terms[0].Length; i++)
        {
            var sum = 0.0;
            for (var j = 0; j < terms[0].Length; j++)
                if (Covariances![i][j] != 0) sum += Covariances[i][j] * terms[0][j].Evaluate(frame);
            if (sum != 0) variance += sum * terms[0][i].Evaluate(frame);
        }
        return Math.Sqrt(variance);
    }

    public override void Evaluate(Span<double> frame)
    {
        if (Result.Labels is null)
        {
            var eta = RegressionTerm.Sum(frame, terms[0], betas[0]) + offset.In(frame);
            frame[Result.Value] = kind == GeneralRegressionKind.LogLinear ? Math.Exp(eta) : link.Evaluate(eta) * trials.In(frame);
            return;
        }
        var probabilities = Result.ProbabilitiesIn(frame);
        probabilities.Clear();
        for (var i = 0; i < codes.Length; i++)
        {
            var eta = RegressionTerm.Sum(frame, terms[i], betas[i]) + offset.In(frame);
            if (double.IsNaN(eta))
            {
                Result.SetMissing(frame);
                return;
            }
            probabilities[codes[i]] = eta;
        }
        if (kind == GeneralRegressionKind.MultinomialLogistic) SoftMax(probabilities);
        else if (kind == GeneralRegressionKind.OrdinalMultinomial) Cumulate(probabilities);
        else Complement(probabilities);
        Result.PredictMostProbable(frame);
    }

    // The reference category's predictor is 0. The largest is subtracted first to avoid overflow.
    private void SoftMax(Span<double> values)
    {
        var max = reference >= 0 ? 0 : double.NegativeInfinity;
        foreach (var code in codes) max = Math.Max(max, values[code]);
        var sum = 0.0;
        if (reference >= 0) sum = values[reference] = Math.Exp(-max);
        foreach (var code in codes) sum += values[code] = Math.Exp(values[code] - max);
        foreach (ref var value in values) value /= sum;
    }

    // The categories are ordered; each predictor gives the cumulative probability up to its category, the last has none.
    private void Cumulate(Span<double> values)
    {
        var before = 0.0;
        foreach (var code in codes)
        {
            var through = link.Evaluate(values[code]);
            values[code] = through - before;
            before = through;
        }
        values[reference] = 1 - before;
    }

    private void Complement(Span<double> values)
    {
        values[codes[0]] = link.Evaluate(values[codes[0]]);
        values[reference] = 1 - values[codes[0]];
    }

    /// <summary>A constant of the document or a field.</summary>
    internal readonly record struct Amount(double Value, int Slot)
    {
        public double In(ReadOnlySpan<double> frame) => Slot < 0 ? Value : frame[Slot];
    }
}
