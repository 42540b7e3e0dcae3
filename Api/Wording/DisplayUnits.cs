using System.Collections.Frozen;
using Maintenance.Core.Channels;

namespace Maintenance.Api.Wording;

/// <summary>
/// Display units for stored units. Exact factors: 1 lbf = 4.4482216152605 N, 1 psi = 6894.757293168 Pa, 1 ft = 0.3048 m,
/// 1 US gal = 3.785411784e-3 m³, 1 bbl = 42 gal, 1 lb = 0.45359237 kg, 1 hp = 550 ft·lbf/s, g = 9.80665 m/s² (NIST SP 811, appendix B).
/// </summary>
public static class DisplayUnits
{
    private const double NewtonPerPoundForce = 4.4482216152605;
    private const double PascalPerPsi = 6894.757293168;
    private const double MetrePerFoot = 0.3048;
    private const double CubicMetrePerGallon = 3.785411784e-3;
    private const double GallonPerBarrel = 42;
    private const double KilogramPerPound = 0.45359237;
    private const double StandardGravity = 9.80665;

    private static readonly FrozenDictionary<string, DisplayUnit> Metric = new Dictionary<string, DisplayUnit>(StringComparer.Ordinal)
    {
        ["N"] = new("kN", 1e-3, 0, 1),
        ["N.m"] = new("kN·m", 1e-3, 0, 2),
        ["Pa"] = new("bar", 1e-5, 0, 1),
        ["m/s"] = new("m/h", 3600, 0, 1),
        ["m3/s"] = new("L/min", 60_000, 0, 0),
        ["m"] = new("m", 1, 0, 1),
        ["m3"] = new("m³", 1, 0, 0),
        ["degC"] = new("°C", 1, 0, 1),
        ["degC/min"] = new("°C/min", 1, 0, 2),
        ["kg/m3"] = new("kg/m³", 1, 0, 0),
        ["m/s2"] = new("m/s²", 1, 0, 2),
        ["deg"] = new("°", 1, 0, 1),
        ["rev/min"] = new("rev/min", 1, 0, 1),
        ["A"] = new("A", 1, 0, 1),
        ["mm/s"] = new("mm/s", 1, 0, 2),
        ["W"] = new("kW", 1e-3, 0, 0),
        ["Hz"] = new("Hz", 1, 0, 2),
        ["1/s"] = new("/s", 1, 0, 2),
        ["1"] = new("", 1, 0, 2),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, DisplayUnit> Oilfield =
        new Dictionary<string, DisplayUnit>(Metric, StringComparer.Ordinal)
        {
            ["N"] = new("klbf", 1e-3 / NewtonPerPoundForce, 0, 2),
            ["N.m"] = new("kft·lbf", 1e-3 / (NewtonPerPoundForce * MetrePerFoot), 0, 2),
            ["Pa"] = new("psi", 1 / PascalPerPsi, 0, 0),
            ["m/s"] = new("ft/h", 3600 / MetrePerFoot, 0, 1),
            ["m3/s"] = new("gal/min", 60 / CubicMetrePerGallon, 0, 0),
            ["m"] = new("ft", 1 / MetrePerFoot, 0, 1),
            ["m3"] = new("bbl", 1 / (GallonPerBarrel * CubicMetrePerGallon), 0, 0),
            ["degC"] = new("°F", 1.8, 32, 1),
            ["degC/min"] = new("°F/min", 1.8, 0, 2),
            ["kg/m3"] = new("lb/gal", CubicMetrePerGallon / KilogramPerPound, 0, 2),
            ["m/s2"] = new("g", 1 / StandardGravity, 0, 3),
            ["mm/s"] = new("in/s", 1 / 25.4, 0, 3),
            ["W"] = new("hp", 1 / (550 * NewtonPerPoundForce * MetrePerFoot), 0, 0),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>How a stored unit is shown; an unknown unit is shown as is.</summary>
    public static DisplayUnit Of(string unit, UnitSystem system) =>
        (system == UnitSystem.Oilfield ? Oilfield : Metric).GetValueOrDefault(unit) ?? new DisplayUnit(unit, 1, 0, 2);

    public static DisplayUnit Of(Channel? channel, UnitSystem system) => Of(channel?.Unit ?? "1", system);
}
