namespace Maintenance.Pmml.Numerics;

/// <summary>
/// The gamma function by Lanczos's approximation (coefficients of Glendon Ralph Pugh, "An analysis of the Lanczos gamma approximation",
/// 2004, for r = 10.900511 and eleven terms, as in Math.NET Numerics (MIT), whose results these match bit for bit).
/// </summary>
internal static class GammaFunction
{
    private const double Shift = 10.900511;
    private const double LogTwoSqrtEOverPi = 0.6207822376352452223455184457816472122518527279025978; // ln(2 √(e/π))

    private static readonly double[] Terms =
    [
        2.4857408913875355E-05, 1.0514237858172197, -3.4568709722201625, 4.512277094668948, -2.9828522532357664,
        1.056397115771267, -0.19542877319164587, 0.01709705434044412, -0.0005719261174043057, 4.633994733599057E-06,
        -2.7199490848860772E-09,
    ];

    /// <summary>ln Γ(x).</summary>
    /// <param name="x">At least 0.5.</param>
    public static double Log(double x)
    {
        var sum = Terms[0];
        for (var i = 1; i < Terms.Length; i++) sum += Terms[i] / (x + i - 1);
        return Math.Log(sum) + LogTwoSqrtEOverPi + ((x - 0.5) * Math.Log((x - 0.5 + Shift) / Math.E));
    }
}
