namespace Maintenance.Training.Evaluation.Drilling;

/// <summary>Specific energy of the live code against a log's own curve.</summary>
/// <param name="Well">Well.</param>
/// <param name="BitDiameterM">Diameter used, m; null when several were.</param>
/// <param name="BitDiameterFrom">Where it comes from: given, documents, or the log's own median, which says nothing of the level.</param>
/// <param name="ImpliedDiameterM">Diameter for which both curves have the same median, m.</param>
/// <param name="Readings">Readings in which both are greater than 0.</param>
/// <param name="Correlation">Pearson's correlation; null with fewer than three readings.</param>
/// <param name="LogCorrelation">The same of their logarithms.</param>
/// <param name="MedianRelativeError">Median of |ours − log's| / log's.</param>
/// <param name="RelativeErrorP90">Its 90th percentile.</param>
/// <param name="MedianRatio">Median of ours / log's.</param>
public sealed record EnergyFigures(
    string Well, double? BitDiameterM, string BitDiameterFrom, double ImpliedDiameterM, int Readings, double? Correlation,
    double? LogCorrelation, double MedianRelativeError, double RelativeErrorP90, double MedianRatio);
