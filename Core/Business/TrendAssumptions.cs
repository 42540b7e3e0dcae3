namespace Maintenance.Core.Business;

/// <summary>
/// What is assumed of a series before it is seen. Tuned on seeds 1 to 200 of simulated fields (<c>evaluate forecasts --seed 1</c>).
/// </summary>
/// <param name="Drift">Mean change of the logarithm a week.</param>
/// <param name="DriftDeviation">Its standard deviation among fields.</param>
/// <param name="LevelDeviation">Least standard deviation of the level's relative change a week: what history did not show can come.</param>
/// <param name="MostLevelDeviation">Greatest: a few great weeks are not a level that wanders.</param>
/// <param name="Width">Factor on the spread.</param>
public readonly record struct TrendAssumptions(double Drift, double DriftDeviation, double LevelDeviation,
    double MostLevelDeviation, double Width)
{
    private const double WeeksPerYear = 52;

    /// <summary>Oil of a region: it declines by a few per cent a year with workovers, and regimes change.</summary>
    public static TrendAssumptions Production { get; } = new(-0.12 / WeeksPerYear, 0.05 / WeeksPerYear, 0.018, 0.03, 1.05);

    /// <summary>Money that a region spends: prices rise, failures come by chance.</summary>
    public static TrendAssumptions Spending { get; } = new(0.03 / WeeksPerYear, 0.01 / WeeksPerYear, 0.005, 0.005, 1);
}
