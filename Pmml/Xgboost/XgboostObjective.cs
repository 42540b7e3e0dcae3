using System.Globalization;
using Maintenance.Pmml.Native;

namespace Maintenance.Pmml.Xgboost;

/// <summary>How an objective of XGBoost turns sums into predictions, and its base score into what sums begin with.</summary>
/// <param name="Name">Name, as in the file.</param>
/// <param name="Link">Link from sums to predictions.</param>
/// <param name="Start">From the base score to the start of a sum; the inverse of the link for most objectives.</param>
internal sealed record XgboostObjective(string Name, NativeLink Link, BaseScoreKind Start)
{
    private const float Bound = 1e-6f;

    private const string Known = "supported are reg:squarederror, reg:linear, reg:logistic, reg:absoluteerror, reg:quantileerror, "
        + "reg:expectileerror, reg:pseudohubererror, reg:squaredlogerror, reg:gamma, reg:tweedie, binary:logistic, binary:logitraw, "
        + "binary:hinge, multi:softprob, multi:softmax, count:poisson, survival:cox, survival:aft, rank:pairwise, rank:ndcg and rank:map";

    /// <exception cref="NativeModelException">The objective is not supported.</exception>
    public static XgboostObjective Of(string name) => name switch
    {
        "reg:squarederror" or "reg:linear" or "reg:absoluteerror" or "reg:quantileerror" or "reg:expectileerror" or "reg:pseudohubererror"
            or "reg:squaredlogerror" or "binary:logitraw" or "rank:pairwise" or "rank:ndcg" or "rank:map" =>
            new(name, NativeLink.Identity, BaseScoreKind.Sum),
        "binary:hinge" => new(name, NativeLink.Hinge, BaseScoreKind.Sum),
        "reg:gamma" or "reg:tweedie" or "count:poisson" or "survival:cox" or "survival:aft" =>
            new(name, NativeLink.Exponential, BaseScoreKind.Positive),
        "reg:logistic" => new(name, NativeLink.LogisticNumber, BaseScoreKind.Probability),
        "binary:logistic" => new(name, NativeLink.Logistic, BaseScoreKind.Probability),
        "multi:softprob" or "multi:softmax" => new(name, NativeLink.SoftMax, BaseScoreKind.Sum),
        _ => throw new NativeModelException("objective", $"'{name}' is not supported; {Known}. For an objective of your own, save the "
            + "model with the one of these that has the same link."),
    };

    /// <summary>What the sums of the outputs begin with.</summary>
    /// <param name="text">The base score as in the file: a number (before 3.1), or a list of one or of one per output.</param>
    /// <param name="outputs">Number of outputs.</param>
    /// <exception cref="NativeModelException">It does not fit the objective or the outputs.</exception>
    public double[] Starts(string text, int outputs)
    {
        var values = text.Trim('[', ']', ' ').Split(',').Select(v => float.Parse(v, NumberStyles.Float, CultureInfo.InvariantCulture))
            .ToArray();
        if (values.Length != 1 && values.Length != outputs) throw new NativeModelException("base_score", $"{values.Length} base scores for "
            + $"{outputs} outputs.");
        // Versions that write a list (since 3.1) bound a probability, so that labels that are all alike have a logit.
        if (text.StartsWith('[') && Start == BaseScoreKind.Probability)
            for (var i = 0; i < values.Length; i++)
                if (values[i] is >= 0 and <= 1) values[i] = Math.Clamp(values[i], Bound, 1 - Bound);
        return [.. Enumerable.Range(0, outputs).Select(i => (double)StartOf(values.Length == 1 ? values[0] : values[i]))];
    }

    private float StartOf(float score)
    {
        var start = Start switch
        {
            BaseScoreKind.Probability => -MathF.Log((1 / score) - 1),
            BaseScoreKind.Positive => MathF.Log(score),
            _ => score,
        };
        if (float.IsFinite(start)) return start;
        var allowed = Start switch
        {
            BaseScoreKind.Probability => "lie between 0 and 1",
            BaseScoreKind.Positive => "be above 0",
            _ => "be finite",
        };
        throw new NativeModelException("base_score", $"{score.ToString(CultureInfo.InvariantCulture)}: with {Name} it must {allowed}.");
    }
}
