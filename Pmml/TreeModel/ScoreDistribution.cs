using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.TreeModel;

/// <summary>ScoreDistribution: number of a node's training records in a category.</summary>
internal sealed record ScoreDistribution(string Value, double RecordCount, double Probability, double Confidence, PmmlElement Element)
{
    public static ScoreDistribution Read(PmmlElement element)
    {
        element.AllowOnly();
        var probability = element.Number("probability", double.NaN);
        return new ScoreDistribution(element.Required("value"), double.IsNaN(probability)
            ? element.Number("recordCount") : element.Number("recordCount", double.NaN), probability,
            element.Number("confidence", double.NaN), element);
    }
}
