namespace Maintenance.Core.Business;

/// <summary>The standard normal distribution.</summary>
public static class Normal
{
    /// <summary>P(Z ≤ z), absolute error below 1.5e-7 (Abramowitz and Stegun 7.1.26).</summary>
    public static double Cumulative(double z)
    {
        var x = Math.Abs(z) / Math.Sqrt(2);
        var t = 1 / (1 + 0.3275911 * x);
        var sum = 0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)));
        var tail = t * sum * Math.Exp(-x * x);
        return z >= 0 ? 1 - tail / 2 : tail / 2;
    }

    /// <summary>
    /// The z with P(Z ≤ z) = <paramref name="probability"/>, absolute error below 4.5e-4 (Abramowitz and Stegun 26.2.23).
    /// </summary>
    /// <param name="probability">Between 0 and 1, exclusive.</param>
    public static double Quantile(double probability)
    {
        var t = Math.Sqrt(-2 * Math.Log(Math.Min(probability, 1 - probability)));
        var z = t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
        return probability < 0.5 ? -z : z;
    }
}
