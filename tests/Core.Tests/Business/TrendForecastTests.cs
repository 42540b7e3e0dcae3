using Maintenance.Core.Business;

namespace Maintenance.Core.Tests.Business;

/// <summary>Forecasts of totals from what came before.</summary>
public sealed class TrendForecastTests
{
    [Fact]
    public void A_steady_decline_goes_on()
    {
        // 12 % a year, as is assumed of production.
        var daily = Enumerable.Range(0, 730).Select(d => 1000 * Math.Exp(-0.12 / 364 * d)).ToArray();
        var truth = Enumerable.Range(730, 182).Sum(d => 1000 * Math.Exp(-0.12 / 364 * d));
        var forecast = TrendForecast.Of(daily, 182, TrendAssumptions.Production);
        forecast.Median.ShouldBe(truth, truth * 0.01);
        truth.ShouldBeInRange(forecast.P10, forecast.P90);
    }

    [Fact]
    public void Farther_away_is_less_certain_and_more_days_are_more()
    {
        var random = new Random(3);
        var daily = Enumerable.Range(0, 400).Select(_ => 900 + 200 * random.NextDouble()).ToArray();
        var (near, far) = (TrendForecast.Of(daily, 30, TrendAssumptions.Production),
            TrendForecast.Of(daily, 300, TrendAssumptions.Production));
        far.Spread.ShouldBeGreaterThan(near.Spread);
        (far.P10 > near.P90).ShouldBeTrue();
    }

    [Fact]
    public void Days_that_nobody_told_of_are_not_days_without_oil()
    {
        var whole = Enumerable.Repeat(100.0, 200).ToArray();
        var gaps = whole.Select((v, i) => i % 9 is 0 or 4 ? double.NaN : v).ToArray();
        Array.Fill(gaps, double.NaN, 50, 21);
        TrendForecast.Of(gaps, 90, TrendAssumptions.Production).Median
            .ShouldBe(TrendForecast.Of(whole, 90, TrendAssumptions.Production).Median, 9);
    }

    [Theory]
    [InlineData(0, 100)]
    [InlineData(TrendForecast.LeastDays - 1, 100)]
    [InlineData(400, 0)]
    [InlineData(400, double.NaN)]
    public void Too_little_gives_no_forecast(int days, double value) =>
        TrendForecast.Of(Enumerable.Repeat(value, days).ToArray(), 30, TrendAssumptions.Production).ShouldBe(PeriodForecast.Unknown);

    [Fact]
    public void Normal_quantiles_are_those_of_the_tables()
    {
        Normal.Cumulative(1.959964).ShouldBe(0.975, 1e-6);
        Normal.Quantile(0.9).ShouldBe(1.281552, 5e-4);
        Normal.Quantile(0.1).ShouldBe(-1.281552, 5e-4);
    }
}
