using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.Model;

/// <summary>
/// The 5th and 95th percentile of a field in the training data (Quantile elements of UnivariateStats); used for reasons, not for scoring.
/// </summary>
internal sealed record UnivariateStats(string Field, double Low, double High)
{
    public static IReadOnlyList<UnivariateStats> ReadAll(PmmlElement? modelStats)
    {
        if (modelStats is null) return [];
        var all = new List<UnivariateStats>();
        foreach (var element in modelStats.ChildrenNamed("UnivariateStats"))
            if (element.Optional("field") is { } field && element.Child("NumericInfo") is { } info && Quantile(info, 5) is { } low
                && Quantile(info, 95) is { } high)
                all.Add(new UnivariateStats(field, low, high));
        return all;
    }

    private static double? Quantile(PmmlElement info, double limit)
    {
        foreach (var quantile in info.ChildrenNamed("Quantile"))
            if (quantile.Number("quantileLimit") == limit) return quantile.Number("quantileValue");
        return null;
    }
}
