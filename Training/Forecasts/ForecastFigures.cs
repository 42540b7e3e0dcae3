namespace Maintenance.Training.Forecasts;

/// <summary>How forecasts of one quantity did.</summary>
/// <param name="Quantity">production or spending.</param>
/// <param name="Forecasts">Number of forecasts.</param>
/// <param name="Coverage">Share of totals within P10 to P90; 0.8 is right.</param>
/// <param name="Below">Share below P10.</param>
/// <param name="Above">Share above P90.</param>
/// <param name="Width">Mean of (P90 − P10) / total.</param>
/// <param name="Crps">Mean continuous ranked probability score / total; less is better.</param>
/// <param name="NaiveCoverage">Coverage of the seasonal-naive forecast.</param>
/// <param name="NaiveWidth">Its width.</param>
/// <param name="NaiveCrps">Its score.</param>
public sealed record ForecastFigures(string Quantity, int Forecasts, double Coverage, double Below, double Above, double Width, double Crps,
    double NaiveCoverage, double NaiveWidth, double NaiveCrps);
