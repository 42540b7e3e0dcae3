using Maintenance.Pmml.Frames;
using Maintenance.Pmml.Model;
using Maintenance.Pmml.Numerics;

namespace Maintenance.Pmml.RegressionModel;

/// <summary>
/// RegressionModel. In single precision its softmax repeats XGBoost's: subtract the largest, exponentiate in float32, sum in double, divide
/// in float32; so probabilities are equal bit for bit where the C library's <c>expf</c> is.
/// </summary>
/// <param name="result">Result slots.</param>
/// <param name="tables">Linear predictors in document order.</param>
/// <param name="codes">Category of each table.</param>
/// <param name="normalization">Link.</param>
internal sealed class CompiledRegression(ResultSlots result, LinearPredictor[] tables, int[] codes, RegressionNormalization normalization)
    : ModelBody(result)
{
    public IReadOnlyList<LinearPredictor> Tables => tables;

    public IReadOnlyList<int> Codes => codes;

    public RegressionNormalization Normalization => normalization;

    /// <summary>
    /// The target's categories are ordered: each table but the last gives the cumulative probability up to its category.
    /// </summary>
    public bool IsOrdinal { get; init; }

    public override void Evaluate(Span<double> frame)
    {
        if (Result.Labels is null)
        {
            frame[Result.Value] = Normalize(tables[0].Evaluate(frame));
            return;
        }
        var probabilities = Result.ProbabilitiesIn(frame);
        probabilities.Clear();
        for (var i = 0; i < tables.Length; i++)
        {
            var value = tables[i].Evaluate(frame);
            if (double.IsNaN(value))
            {
                Result.SetMissing(frame);
                return;
            }
            probabilities[codes[i]] = value;
        }
        ToProbabilities(probabilities);
        PredictLargest(frame, probabilities);
    }

    // With simplemax or softmax and unlisted categories, those without a table stay at probability 0 and are skipped.
    private void ToProbabilities(Span<double> values)
    {
        if (normalization == RegressionNormalization.SoftMax)
        {
            if (Result.IsFloat) SoftMaxFloat(values);
            else SoftMax(values);
            return;
        }
        if (IsOrdinal)
        {
            Cumulate(values);
            return;
        }
        if (codes.Length == 2 && normalization != RegressionNormalization.SimpleMax)
        {
            // PMML: with two categories the first table decides and the second is its complement.
            var first = Normalize(values[codes[0]]);
            values[codes[0]] = first;
            values[codes[1]] = Result.IsFloat ? 1f - (float)first : 1 - first;
            return;
        }
        var sum = 0.0;
        foreach (var code in codes) sum += values[code] = Normalize(values[code]);
        if (normalization is RegressionNormalization.None) return;
        foreach (var code in codes) values[code] /= sum;
    }

    private void Cumulate(Span<double> values)
    {
        var before = 0.0;
        for (var code = 0; code < values.Length; code++)
        {
            var through = code == values.Length - 1 ? 1 : Normalize(values[code]);
            values[code] = through - before;
            before = through;
        }
    }

    private void PredictLargest(Span<double> frame, ReadOnlySpan<double> probabilities)
    {
        var best = codes[0];
        for (var i = 1; i < codes.Length; i++)
            if (probabilities[codes[i]] > probabilities[best] || (probabilities[codes[i]] == probabilities[best] && codes[i] < best))
                best = codes[i];
        frame[Result.Value] = best;
    }

    private void SoftMax(Span<double> values)
    {
        var max = double.NegativeInfinity;
        foreach (var code in codes) max = Math.Max(max, values[code]);
        var sum = 0.0;
        foreach (var code in codes) sum += values[code] = Math.Exp(values[code] - max);
        foreach (var code in codes) values[code] /= sum;
    }

    private void SoftMaxFloat(Span<double> values)
    {
        var max = float.NegativeInfinity;
        foreach (var code in codes) max = Math.Max(max, (float)values[code]);
        var sum = 0.0;
        foreach (var code in codes) sum += values[code] = MathF.Exp((float)values[code] - max);
        foreach (var code in codes) values[code] = (float)values[code] / (float)sum;
    }

    private double Normalize(double y) => normalization switch
    {
        RegressionNormalization.Logit when Result.IsFloat => 1f / (1f + MathF.Exp(-(float)y)),
        RegressionNormalization.Logit => 1 / (1 + Math.Exp(-y)),
        RegressionNormalization.SoftMax => 1 / (1 + Math.Exp(-y)), // softmax of a regression is logit by definition
        RegressionNormalization.Exp => Result.IsFloat ? MathF.Exp((float)y) : Math.Exp(y),
        RegressionNormalization.Probit => 0.5 * ErrorFunction.Erfc(-y / Math.Sqrt(2)),
        RegressionNormalization.CLogLog => 1 - Math.Exp(-Math.Exp(y)),
        RegressionNormalization.LogLog => Math.Exp(-Math.Exp(-y)),
        RegressionNormalization.Cauchit => 0.5 + (Math.Atan(y) / Math.PI),
        _ => y,
    };
}
