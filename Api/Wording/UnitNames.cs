namespace Maintenance.Api.Wording;

/// <summary>Names of <see cref="UnitSystem"/> in addresses and cookies.</summary>
public static class UnitNames
{
    /// <summary>Metric.</summary>
    public const string Metric = "metric";

    /// <summary>Oilfield.</summary>
    public const string Oilfield = "oilfield";

    /// <summary>The name of a system.</summary>
    public static string Of(UnitSystem units) => units == UnitSystem.Oilfield ? Oilfield : Metric;
}
