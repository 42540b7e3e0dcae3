namespace Maintenance.Training.Evaluation.Drilling;

/// <summary>Specific energy of the live code against a log's own curve.</summary>
/// <param name="Well">Well.</param>
/// <param name="BitDiameterM">Diameter used, m.</param>
/// <param name="Readings">Readings in which both are greater than 0.</param>
/// <param name="Correlation">Pearson's correlation; null with fewer than three readings.</param>
/// <param name="LogCorrelation">The same of their logarithms.</param>
/// <param name="MedianRelativeError">Median of |ours − log's| / log's; null without readings.</param>
/// <param name="MedianRatio">Median of ours / log's.</param>
public sealed record EnergyFigures(
    string Well, double BitDiameterM, int Readings, double? Correlation, double? LogCorrelation, double? MedianRelativeError,
    double? MedianRatio);
