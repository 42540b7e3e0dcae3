using Maintenance.Training.Forecasts;

namespace Maintenance.Training.Tests.Forecasts;

/// <summary>
/// Forecasts of simulated years whose workovers, shut-ins and regimes the forecaster is not told of; the years are not those that it was
/// tuned on. <c>evaluate forecasts</c> gives the figures of more.
/// </summary>
public sealed class ForecastBacktestTests
{
    [Fact]
    public void Four_of_five_totals_lie_between_P10_and_P90_and_forecasts_are_sharper_than_seasonal_naive_ones()
    {
        var figures = ForecastBacktest.Run(ForecastBacktest.FirstSeed, years: 200, assets: 8, CancellationToken.None);
        figures.Select(f => f.Quantity).ShouldBe(["production", "spending"]);
        foreach (var f in figures)
        {
            f.Forecasts.ShouldBe(800);
            f.Coverage.ShouldBeInRange(0.75, 0.85, f.Quantity);
            f.Crps.ShouldBeLessThan(0.8 * f.NaiveCrps, f.Quantity);
            f.Width.ShouldBeLessThan(f.NaiveWidth, f.Quantity);
        }
    }
}
