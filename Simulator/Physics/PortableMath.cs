namespace Maintenance.Simulator.Physics;

/// <summary>
/// Sine and exponential built from additions and multiplications only. The platform's own differ in the last bit between C libraries and
/// processors; the fleet guarantees the same bytes for the same seed everywhere, so it must not use them.
/// Relative error below 1e-9, far below the precision of the float32 results.
/// </summary>
internal static class PortableMath
{
    private const double Log2OfE = 1.4426950408889634;
    private const double Ln2 = 0.6931471805599453;

    /// <summary>sin(2π·turns) for any finite number of turns.</summary>
    public static double SinTurns(double turns)
    {
        var t = turns - Math.Floor(turns);
        // Fold to a quarter turn around zero, where the odd Taylor series of order 15 converges to 1e-12.
        if (t > 0.75) t -= 1;
        else if (t > 0.25) t = 0.5 - t;
        var x = t * (2 * Math.PI);
        var x2 = x * x;
        return x * (1 + x2 * (-1.0 / 6 + x2 * (1.0 / 120 + x2 * (-1.0 / 5_040 + x2 * (1.0 / 362_880
            + x2 * (-1.0 / 39_916_800 + x2 * (1.0 / 6_227_020_800 + x2 * (-1.0 / 1_307_674_368_000))))))));
    }

    /// <summary>cos(2π·turns).</summary>
    public static double CosTurns(double turns) => SinTurns(turns + 0.25);

    /// <summary>e^x; 0 below −700, clamped to e^700 above 700.</summary>
    public static double Exp(double x)
    {
        if (x < -700) return 0;
        if (x > 700) x = 700;
        var k = Math.Floor(x * Log2OfE + 0.5);
        var r = x - k * Ln2;
        var sum = 1 + r * (1 + r * (1.0 / 2 + r * (1.0 / 6 + r * (1.0 / 24 + r * (1.0 / 120 + r * (1.0 / 720
            + r * (1.0 / 5_040 + r * (1.0 / 40_320 + r * (1.0 / 362_880 + r * (1.0 / 3_628_800))))))))));
        return sum * BitConverter.Int64BitsToDouble(((long)k + 1023) << 52);
    }
}
