namespace Maintenance.Api.Rest;

/// <summary>Numbers for JSON, which has no NaN or infinity.</summary>
public static class JsonNumber
{
    /// <summary>Rounded to four decimals, finer than a health index or RUL in hours is known; null for NaN, infinity and null.</summary>
    public static double? Finite(float? value) => value is { } number && float.IsFinite(number) ? Math.Round(number, 4) : null;

    /// <summary>As it is; null for NaN and infinity.</summary>
    public static double? Known(double value) => double.IsFinite(value) ? value : null;
}
