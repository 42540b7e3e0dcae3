namespace Maintenance.Pmml.TreeEngine;

/// <summary>Gauss-Legendre quadrature: n points integrate polynomials of degree 2n − 1 exactly.</summary>
internal static class GaussLegendre
{
    private const int MaxSteps = 100;

    /// <summary>Points and weights for ∫₀¹, by Newton's method from Tricomi's estimates of the roots of the Legendre polynomial.</summary>
    public static (double[] Points, double[] Weights) OnUnitInterval(int count)
    {
        var (points, weights) = (new double[count], new double[count]);
        for (var i = 0; i < count; i++)
        {
            var x = Math.Cos(Math.PI * (i + 0.75) / (count + 0.5));
            var slope = 0.0;
            for (var step = 0; step < MaxSteps; step++)
            {
                (var value, slope) = Legendre(count, x);
                var next = x - (value / slope);
                if (Math.Abs(next - x) <= 1e-16) break;
                x = next;
            }
            (points[i], weights[i]) = ((1 + x) / 2, 1 / ((1 - (x * x)) * slope * slope));
        }
        return (points, weights);
    }

    // The polynomial and its derivative by the three-term recurrence.
    private static (double Value, double Slope) Legendre(int degree, double x)
    {
        var (before, value) = (1.0, x);
        for (var k = 2; k <= degree; k++) (before, value) = (value, (((2 * k) - 1) * x * value - ((k - 1) * before)) / k);
        return (value, degree * ((x * value) - before) / ((x * x) - 1));
    }
}
