using Maintenance.Core.Business;

namespace Maintenance.Core.Tests.Business;

/// <summary>Arps: rates in closed form, and their integral.</summary>
public sealed class DeclineCurveTests
{
    [Theory]
    [InlineData(0, 100 * 0.36787944117144233)] // exponential: 100·e^(−1)
    [InlineData(0.5, 100 / 2.25)] // (1 + 0.5)²
    [InlineData(1, 50)] // harmonic: 1 + 1
    public void After_one_time_of_decline_the_rate_is_that_of_its_exponent(double exponent, double rate) =>
        new DeclineCurve(100, 0.01, exponent).Rate(100).ShouldBe(rate, 1e-9);

    [Theory]
    [InlineData(0)]
    [InlineData(1e-7)]
    [InlineData(0.4)]
    [InlineData(1)]
    public void Cumulative_oil_is_the_sum_of_the_rates(double exponent)
    {
        var curve = new DeclineCurve(100, 0.01, exponent);
        var sum = 0.0;
        for (var i = 0; i < 3650; i++) sum += curve.Rate((i + 0.5) / 10) / 10;
        curve.Cumulative(365).ShouldBe(sum, sum * 1e-6);
    }

    [Fact]
    public void Nothing_declines_without_a_decline()
    {
        var curve = new DeclineCurve(80, 0, 0.5);
        (curve.Rate(500), curve.Cumulative(10)).ShouldBe((80, 800));
    }
}
