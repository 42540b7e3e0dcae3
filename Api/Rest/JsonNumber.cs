namespace Maintenance.Api.Rest;

/// <summary>Numbers in JSON, which knows none that is not finite.</summary>
public static class JsonNumber
{
    /// <summary>Four decimals, which is more than a health index or a life in hours is known to; null for what is not known.</summary>
    public static double? Finite(float? value) => value is { } number && float.IsFinite(number) ? Math.Round(number, 4) : null;
}
