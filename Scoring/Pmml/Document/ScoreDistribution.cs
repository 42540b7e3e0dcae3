using Maintenance.Scoring.Pmml.Xml;

namespace Maintenance.Scoring.Pmml.Document;

/// <summary>ScoreDistribution: how many training records of a node had a category.</summary>
internal sealed record ScoreDistribution(string Value, double RecordCount, double Probability, PmmlElement Element)
{
    public static ScoreDistribution Read(PmmlElement element)
    {
        element.AllowOnly();
        return new ScoreDistribution(element.Required("value"), element.Number("recordCount"), element.Number("probability", double.NaN), element);
    }
}
