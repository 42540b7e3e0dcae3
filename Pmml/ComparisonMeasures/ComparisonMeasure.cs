using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.ComparisonMeasures;

/// <summary>ComparisonMeasure: distance or similarity of two rows.</summary>
internal sealed class ComparisonMeasure
{
    private static readonly string[] Distances = ["euclidean", "squaredEuclidean", "cityBlock", "chebychev", "minkowski"];
    private static readonly string[] Parameters = ["c11-parameter", "c10-parameter", "c01-parameter", "c00-parameter", "d11-parameter",
        "d10-parameter", "d01-parameter", "d00-parameter"];
    private static readonly string[] Similarities = ["simpleMatching", "jaccard", "tanimoto", "binarySimilarity"];

    public ComparisonMeasure(PmmlElement element)
    {
        Metric = element.AllowOnly([.. Distances, .. Similarities]).Children.Where(c => c.Name != "Extension")
            .SingleOrDefaultOrRefuse(element)?.AllowOnly() ?? throw element.Refuse("names no measure.");
        IsSimilarity = element.Word("kind", false, ("distance", false), ("similarity", true));
        var names = IsSimilarity ? Similarities : Distances;
        if (Array.IndexOf(names, Metric.Name) < 0) throw Metric.Refuse($"is not supported; supported are {string.Join(", ", names)}.");
        CompareFunction = element.Optional("compareFunction") ?? "absDiff";
        Power = Metric.Name == "minkowski" ? Metric.Number("p-parameter") : 2;
        if (Power <= 0) throw Metric.Refuse("p-parameter must be above 0.");
        // Numerator and denominator: counts of both 1, only the row, only the other, neither.
        Counts = Metric.Name switch
        {
            "simpleMatching" => [1, 0, 0, 1, 1, 1, 1, 1],
            "jaccard" => [1, 0, 0, 0, 1, 1, 1, 0],
            "tanimoto" => [1, 0, 0, 1, 1, 2, 2, 1],
            "binarySimilarity" => [.. Parameters.Select(n => Metric.Number(n))],
            _ => [],
        };
    }

    public PmmlElement Metric { get; }

    public bool IsSimilarity { get; }

    /// <summary>Compare function of fields that name none.</summary>
    public string CompareFunction { get; }

    /// <summary>Exponent of minkowski.</summary>
    public double Power { get; }

    /// <summary>Weights of the counts of a similarity, four of the numerator, four of the denominator; empty for a distance.</summary>
    public double[] Counts { get; }
}
