using Maintenance.Pmml.Numerics;

namespace Maintenance.Pmml.NaiveBayesModel;

/// <summary>The distribution of a continuous input within one target category.</summary>
/// <param name="Kind">Shape of the distribution.</param>
/// <param name="First">Mean, or lower end.</param>
/// <param name="Second">Variance, or upper end; unused by a Poisson distribution.</param>
internal sealed record BayesDistribution(BayesDistribution.Shape Kind, double First, double Second)
{
    internal enum Shape
    {
        Gaussian,
        Poisson,
        Uniform,
    }

    /// <summary>Density, or for a Poisson distribution the probability of the count, 0 for a non-integer.</summary>
    public double Density(double x) => Kind switch
    {
        Shape.Gaussian => Math.Exp(-(x - First) * (x - First) / (2 * Second)) / Math.Sqrt(2 * Math.PI * Second),
        Shape.Poisson => x >= 0 && x == Math.Floor(x) ? Math.Exp((x * Math.Log(First)) - First - GammaFunction.Log(x + 1)) : 0,
        _ => x >= First && x <= Second ? 1 / (Second - First) : 0,
    };
}
