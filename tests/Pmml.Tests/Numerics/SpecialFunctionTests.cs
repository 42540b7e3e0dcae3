using Maintenance.Pmml.Numerics;
using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace Maintenance.Pmml.Tests.Numerics;

/// <summary>
/// The library's own special functions against Math.NET Numerics, which computed them in earlier versions: the same bits, so that a model
/// scores as it did. That they are right is known of the oracle, and checked here at values from tables (Abramowitz and Stegun, 26.2 and
/// 7.1).
/// </summary>
public sealed class SpecialFunctionTests
{
    private const int Points = 200_000;

    private static readonly double[] Edges =
    [
        double.NaN, double.NegativeInfinity, double.PositiveInfinity, double.MinValue, double.MaxValue, 0, -0.0, double.Epsilon, 1e-300,
        1e-10, -1e-10, 9.999e-11,
        .. new[] { 0.25, 0.5, 0.75, 1, 1.25, 2, 2.25, 3.5, 5.25, 5.93, 8, 11.5, 17, 24, 38, 60, 85, 110 }
            .SelectMany(x => new[] { x, -x, Math.BitDecrement(x), -Math.BitDecrement(x), Math.BitIncrement(x) }),
    ];

    [Fact]
    public void The_error_function_and_its_complement_have_the_oracles_bits()
    {
        Compare(Draw(seed: 1, x => (x - 0.5) * 14).Concat(Draw(seed: 2, x => (x - 0.5) * 240))
            .Concat(Draw(seed: 3, x => Math.Exp((x - 0.5) * 100))), ErrorFunction.Erf, SpecialFunctions.Erf);
        Compare(Draw(seed: 4, x => (x - 0.5) * 14).Concat(Draw(seed: 5, x => (x - 0.5) * 240))
            .Concat(Draw(seed: 6, x => Math.Exp((x - 0.5) * 100))), ErrorFunction.Erfc, SpecialFunctions.Erfc);
        ErrorFunction.Erf(0.5).ShouldBe(0.5204998778, 1e-10);
        ErrorFunction.Erf(-2).ShouldBe(-0.9953222650, 1e-10);
    }

    [Fact]
    public void The_logarithm_of_the_gamma_function_has_the_oracles_bits()
    {
        Compare(Draw(seed: 7, x => 0.5 + (x * 200)).Concat(Enumerable.Range(1, 200).Select(n => (double)n)).Where(x => x >= 0.5),
            GammaFunction.Log, SpecialFunctions.GammaLn);
        GammaFunction.Log(11).ShouldBe(Math.Log(3628800), 1e-12);
    }

    [Fact]
    public void The_normal_distribution_has_the_oracles_bits()
    {
        Compare(Draw(seed: 8, x => (x - 0.5) * 80), x => NormalDistribution.Cumulative(1.5, 2.25, x), x => Normal.CDF(1.5, 2.25, x));
        Compare(Draw(seed: 9, x => (x - 0.5) * 80), x => NormalDistribution.Density(1.5, 2.25, x), x => Normal.PDF(1.5, 2.25, x));
        var shares = Draw(seed: 10, x => x).Concat(Draw(seed: 11, x => Math.Exp(-700 * x)))
            .Concat(Draw(seed: 12, x => 1 - Math.Exp(-36 * x))).Where(p => p is >= 0 and <= 1);
        Compare(shares, p => NormalDistribution.Quantile(1.5, 2.25, p), p => Normal.InvCDF(1.5, 2.25, p));
        NormalDistribution.Cumulative(0, 1, 1.96).ShouldBe(0.9750021049, 1e-10);
        NormalDistribution.Quantile(0, 1, 0.975).ShouldBe(1.9599639845, 1e-10);
    }

    [Fact]
    public void What_is_no_distribution_or_no_probability_is_missing()
    {
        NormalDistribution.Cumulative(0, -1, 0).ShouldBe(double.NaN);
        NormalDistribution.Density(0, -1, 0).ShouldBe(double.NaN);
        NormalDistribution.Quantile(0, -1, 0.5).ShouldBe(double.NaN);
        foreach (var share in new[] { -0.1, 1.1, double.NaN }) NormalDistribution.Quantile(0, 1, share).ShouldBe(double.NaN);
    }

    private static IEnumerable<double> Draw(int seed, Func<double, double> of)
    {
        var random = new Random(seed);
        return Edges.Concat(Enumerable.Range(0, Points).Select(_ => of(random.NextDouble())));
    }

    private static void Compare(IEnumerable<double> points, Func<double, double> own, Func<double, double> oracle)
    {
        foreach (var x in points)
        {
            var (actual, expected) = (own(x), oracle(x));
            if (BitConverter.DoubleToInt64Bits(actual) != BitConverter.DoubleToInt64Bits(expected)
                && !(double.IsNaN(actual) && double.IsNaN(expected)))
                throw new Xunit.Sdk.XunitException($"at {x:R}: {actual:R}, the oracle {expected:R}");
        }
    }
}
