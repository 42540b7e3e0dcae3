using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.Model;

/// <summary>
/// The 1st and 99th percentile of a field in the training data (Quantile elements of UnivariateStats), or else the 5th and 95th; used for
/// reasons, not for scoring.
/// </summary>
internal sealed record UnivariateStats(string Field, double Low, double High)
{
    public static IReadOnlyList<UnivariateStats> ReadAll(PmmlElement? modelStats)
    {
        if (modelStats is null) return [];
        var all = new List<UnivariateStats>();
        foreach (var element in modelStats.ChildrenNamed("UnivariateStats"))
            if (element.Optional("field") is { } field && element.Child("NumericInfo") is { } info
                && (Range(info, 1) ?? Range(info, 5)) is var (low, high))
                all.Add(new UnivariateStats(field, low, high));
        return all;
    }

    private static (double Low, double High)? Range(PmmlElement info, double percent) =>
        Quantile(info, percent) is { } low && Quantile(info, 100 - percent) is { } high ? (low, high) : null;

    private static double? Quantile(PmmlElement info, double limit)
    {
        foreach (var quantile in info.ChildrenNamed("Quantile"))
            if (quantile.Number("quantileLimit") == limit) return quantile.Number("quantileValue");
        return null;
    }
}
