namespace Maintenance.Pmml.Numerics;

/// <summary>The normal distribution. A negative standard deviation is invalid: the result is missing.</summary>
internal static class NormalDistribution
{
    private const double Sqrt2 = 1.4142135623730950488016887242096980785696718753769;
    private const double Sqrt2Pi = 2.5066282746310005024157652848110452530069867406099;

    /// <summary>Cumulative probability at <paramref name="x"/>.</summary>
    public static double Cumulative(double mean, double deviation, double x) =>
        deviation < 0 ? double.NaN : 0.5 * ErrorFunction.Erfc((mean - x) / (deviation * Sqrt2));

    /// <summary>Density at <paramref name="x"/>.</summary>
    public static double Density(double mean, double deviation, double x)
    {
        if (deviation < 0) return double.NaN;
        var distance = (x - mean) / deviation;
        return Math.Exp(-0.5 * distance * distance) / (Sqrt2Pi * deviation);
    }

    /// <summary>The quantile of <paramref name="share"/>; NaN where that is outside 0 to 1.</summary>
    public static double Quantile(double mean, double deviation, double share) =>
        deviation < 0 ? double.NaN : mean - (deviation * Sqrt2 * InverseErrorFunction.Erfc(2 * share));
}
