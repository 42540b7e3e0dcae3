namespace Maintenance.Dashboard.Display;

/// <summary>Round limits of a curve that hold all its values, with zero where it is near; as <c>niceScale</c> of the client.</summary>
/// <param name="Low">Left edge of the track.</param>
/// <param name="High">Right edge.</param>
internal readonly record struct LogScale(double Low, double High)
{
    public static LogScale Of(double low, double high)
    {
        if (!double.IsFinite(low) || !double.IsFinite(high)) return new(0, 1);
        if (low > 0 && low < 0.4 * high) low = 0;
        if (high < 0 && high > 0.4 * low) high = 0;
        if (high - low <= 1e-6 * Math.Max(Math.Abs(high), Math.Abs(low)))
        {
            var pad = Math.Max(Math.Abs(high) * 0.05, 0.5);
            (low, high) = (low - pad, high + pad);
        }
        var step = Step((high - low) / 8);
        return new(Math.Floor(low / step + 1e-9) * step, Math.Ceiling(high / step - 1e-9) * step);
    }

    private static double Step(double rough)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var digit = rough / power;
        return (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10) * power;
    }
}
