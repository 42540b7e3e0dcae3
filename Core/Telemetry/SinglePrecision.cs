namespace Maintenance.Core.Telemetry;

/// <summary>
/// What a value loses as a 32-bit float. Up to seven significant digits come back as sent, with two exceptions: whole numbers beyond 2²⁴
/// (counters), and values at the end of a decade whose floats are farther apart than decimals of seven digits (0.000977 to 0.001).
/// </summary>
public static class SinglePrecision
{
    private const double MaxWhole = 1L << 53;
    private const int Digits = 7;

    /// <summary>
    /// What must be added to a value's nearest 32-bit float so that its digits come back; 0 where the float alone is enough. Together
    /// they hold 48 bits, that is every whole number of up to 14 digits.
    /// </summary>
    public static float RemainderOf(double value)
    {
        var nearest = (float)value;
        if (nearest == value || !float.IsFinite(nearest)) return 0;
        var size = Math.Abs(value);
        var isCounter = size <= MaxWhole && Math.Floor(size) == size;
        return isCounter || IsSparse(size) ? (float)(value - nearest) : 0;
    }

    // Floats are farther apart here than decimals of seven digits.
    private static bool IsSparse(double size)
    {
        var nearest = (float)size;
        var step = (double)(float.BitIncrement(nearest) - nearest);
        return step > Math.Pow(10, Math.Floor(Math.Log10(size)) - (Digits - 1));
    }
}
