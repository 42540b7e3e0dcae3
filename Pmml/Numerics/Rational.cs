namespace Maintenance.Pmml.Numerics;

/// <summary>A quotient of two polynomials.</summary>
/// <param name="numerator">Coefficients, constant term first.</param>
/// <param name="denominator">Coefficients, constant term first.</param>
internal sealed class Rational(double[] numerator, double[] denominator)
{
    public double At(double x) => Horner(numerator, x) / Horner(denominator, x);

    /// <summary>A factor times the quotient, multiplying before dividing.</summary>
    public double At(double x, double factor) => factor * Horner(numerator, x) / Horner(denominator, x);

    private static double Horner(double[] coefficients, double x)
    {
        var sum = coefficients[^1];
        for (var i = coefficients.Length - 2; i >= 0; i--) sum = (sum * x) + coefficients[i];
        return sum;
    }
}
