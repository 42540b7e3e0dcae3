using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.RegressionModel;

/// <summary>RegressionTable: one linear predictor.</summary>
internal sealed record RegressionTable(
    string? TargetCategory,
    double Intercept,
    IReadOnlyList<NumericPredictor> Numeric,
    IReadOnlyList<CategoricalPredictor> Categorical,
    IReadOnlyList<PredictorTerm> Terms,
    PmmlElement Element)
{
    public static RegressionTable Read(PmmlElement element)
    {
        element.AllowOnly("NumericPredictor", "CategoricalPredictor", "PredictorTerm");
        return new RegressionTable(
            element.Optional("targetCategory"),
            element.Number("intercept"),
            [.. element.ChildrenNamed("NumericPredictor").Select(NumericPredictor.Read)],
            [.. element.ChildrenNamed("CategoricalPredictor").Select(CategoricalPredictor.Read)],
            [.. element.ChildrenNamed("PredictorTerm").Select(PredictorTerm.Read)],
            element);
    }
}
