using System.Collections.Frozen;

namespace Maintenance.Simulator.Player;

/// <summary>
/// Converts values by unit symbols (WITSML's and those seen in CSV headers) to the units of Core's channels. Factors are exact by definition:
/// pound-force 4.4482216152605 N, inch 25.4 mm, US gallon 3.785411784 l, barrel 42 gallons, kgf 9.80665 N (NIST SP 811).
/// </summary>
internal static class UnitConversion
{
    private const double PoundForce = 4.4482216152605;
    private const double Foot = 0.3048;
    private const double Gallon = 3.785411784e-3;
    private const double Psi = PoundForce / (0.0254 * 0.0254);
    private const double Pound = 0.45359237;

    private static readonly FrozenDictionary<string, Unit> Table = Build();

    /// <summary>What a value measures; the comment names the unit converted to.</summary>
    public enum Quantity
    {
        /// <summary>No unit known: values pass unchanged.</summary>
        None,

        /// <summary>N.</summary>
        Force,

        /// <summary>N·m.</summary>
        Torque,

        /// <summary>Pa.</summary>
        Pressure,

        /// <summary>m/s.</summary>
        Velocity,

        /// <summary>rev/min.</summary>
        Rotation,

        /// <summary>°C.</summary>
        Temperature,

        /// <summary>m³/s.</summary>
        Flow,

        /// <summary>m.</summary>
        Length,

        /// <summary>degrees.</summary>
        Angle,

        /// <summary>A.</summary>
        Current,

        /// <summary>kg/m³.</summary>
        Density,

        /// <summary>m/s².</summary>
        Acceleration,

        /// <summary>Hz.</summary>
        Frequency,

        /// <summary>s.</summary>
        Time,

        /// <summary>m³.</summary>
        Volume,

        /// <summary>1.</summary>
        Ratio,

        /// <summary>W.</summary>
        Power,
    }

    /// <summary>A unit: value in house unit = value × Factor + Offset.</summary>
    public readonly record struct Unit(Quantity Quantity, double Factor, double Offset)
    {
        /// <summary>Converts; an absolute temperature of zero or below is what unconnected sensors say: missing.</summary>
        public double Convert(double value) => Quantity == Quantity.Temperature && Offset == -273.15 && value <= 0 ? double.NaN : value * Factor + Offset;
    }

    /// <summary>Finds a unit by symbol; symbols are compared with case first (Mpa is not mPa), then without.</summary>
    public static bool TryFind(string symbol, out Unit unit)
    {
        var text = symbol.Trim();
        return Table.TryGetValue(text, out unit) || Table.TryGetValue(text.ToLowerInvariant(), out unit);
    }

    /// <summary>The quantity of a standard channel's unit.</summary>
    public static Quantity OfChannelUnit(string unit) => unit switch
    {
        "N" => Quantity.Force,
        "N.m" => Quantity.Torque,
        "Pa" => Quantity.Pressure,
        "m/s" => Quantity.Velocity,
        "rev/min" => Quantity.Rotation,
        "degC" => Quantity.Temperature,
        "m3/s" => Quantity.Flow,
        "m" => Quantity.Length,
        "deg" => Quantity.Angle,
        "A" => Quantity.Current,
        "kg/m3" => Quantity.Density,
        "m/s2" => Quantity.Acceleration,
        _ => Quantity.None,
    };

    private static FrozenDictionary<string, Unit> Build()
    {
        var table = new Dictionary<string, Unit>(StringComparer.Ordinal);
        void Add(Quantity quantity, double factor, params ReadOnlySpan<string> symbols)
        {
            foreach (var symbol in symbols)
            {
                table[symbol] = new Unit(quantity, factor, 0);
                table.TryAdd(symbol.ToLowerInvariant(), new Unit(quantity, factor, 0));
            }
        }

        Add(Quantity.Force, 1, "N");
        Add(Quantity.Force, 1e3, "kN");
        Add(Quantity.Force, 10, "daN");
        Add(Quantity.Force, 1e4, "kdaN");
        Add(Quantity.Force, 1e6, "MN");
        Add(Quantity.Force, PoundForce, "lbf", "lbs");
        Add(Quantity.Force, 1e3 * PoundForce, "klbf", "kip", "klbs", "k-lbs", "klb", "kips");
        Add(Quantity.Force, 9.80665, "kgf");
        Add(Quantity.Force, 9_806.65, "kkgf", "tonf", "tf", "t", "ton", "tonne");
        Add(Quantity.Torque, 1, "N.m", "Nm", "J/rev");
        Add(Quantity.Torque, 1e3, "kN.m", "kNm", "kJ/rev");
        Add(Quantity.Torque, PoundForce * Foot, "ft.lbf", "lbf.ft", "ft-lbf", "ft-lbs", "ft.lbs", "ft-lb", "ft lbf");
        Add(Quantity.Torque, 1e3 * PoundForce * Foot, "kft.lbf", "klbf.ft", "kft-lbs", "kft.lbs", "kft-lb", "1000 ft.lbf");
        Add(Quantity.Pressure, 1, "Pa");
        Add(Quantity.Pressure, 1e3, "kPa");
        Add(Quantity.Pressure, 1e6, "MPa");
        Add(Quantity.Pressure, 1e5, "bar");
        Add(Quantity.Pressure, 101_325, "atm");
        Add(Quantity.Pressure, Psi, "psi", "psig", "psia");
        Add(Quantity.Velocity, 1, "m/s");
        Add(Quantity.Velocity, 1 / 60.0, "m/min");
        Add(Quantity.Velocity, 1 / 3_600.0, "m/h", "m/hr");
        Add(Quantity.Velocity, Foot, "ft/s");
        Add(Quantity.Velocity, Foot / 60, "ft/min");
        Add(Quantity.Velocity, Foot / 3_600, "ft/h", "ft/hr");
        Add(Quantity.Rotation, 1, "rpm", "rev/min", "r/min", "1/min", "c/min");
        Add(Quantity.Rotation, 60, "c/s", "rev/s", "r/s", "rps");
        Add(Quantity.Rotation, 60 / (2 * Math.PI), "rad/s");
        Add(Quantity.Rotation, 1 / 6.0, "dega/s", "deg/s");
        Add(Quantity.Temperature, 1, "degC", "°C", "C", "celsius");
        table["K"] = table["degK"] = table["kelvin"] = new Unit(Quantity.Temperature, 1, -273.15);
        table["degF"] = table["degf"] = table["°F"] = table["°f"] = table["F"] = new Unit(Quantity.Temperature, 5 / 9.0, -160 / 9.0);
        Add(Quantity.Flow, 1, "m3/s");
        Add(Quantity.Flow, 1 / 60.0, "m3/min");
        Add(Quantity.Flow, 1 / 3_600.0, "m3/h");
        Add(Quantity.Flow, 1e-3, "L/s", "l/s");
        Add(Quantity.Flow, 1e-3 / 60, "L/min", "l/min", "lpm");
        Add(Quantity.Flow, Gallon / 60, "gal/min", "galUS/min", "gpm", "usgpm");
        Add(Quantity.Flow, 42 * Gallon / 60, "bbl/min");
        Add(Quantity.Flow, 42 * Gallon / 86_400, "bbl/d");
        Add(Quantity.Length, 1, "m");
        Add(Quantity.Length, 1e-2, "cm");
        Add(Quantity.Length, 1e-3, "mm");
        Add(Quantity.Length, 1e3, "km");
        Add(Quantity.Length, Foot, "ft", "ftUS", "feet");
        Add(Quantity.Length, 0.0254, "in", "inch");
        Add(Quantity.Angle, 1, "deg", "dega", "°");
        Add(Quantity.Angle, 180 / Math.PI, "rad");
        Add(Quantity.Current, 1, "A", "amps", "amp");
        Add(Quantity.Current, 1e-3, "mA");
        Add(Quantity.Density, 1, "kg/m3");
        Add(Quantity.Density, 1e3, "g/cm3", "sg", "kg/L", "kg/dm3");
        Add(Quantity.Density, Pound / Gallon, "lbm/gal", "ppg", "lbm/galUS", "lb/gal");
        Add(Quantity.Density, Pound / (Foot * Foot * Foot), "lbm/ft3", "pcf");
        Add(Quantity.Acceleration, 1, "m/s2");
        Add(Quantity.Acceleration, 9.80665, "gn", "g0", "Gs");
        Add(Quantity.Frequency, 1, "Hz", "1/s");
        Add(Quantity.Frequency, 1 / 60.0, "spm", "strokes/min");
        Add(Quantity.Time, 1, "s", "sec");
        Add(Quantity.Time, 60, "min");
        Add(Quantity.Time, 3_600, "h", "hr");
        Add(Quantity.Volume, 1, "m3");
        Add(Quantity.Volume, 1e-3, "L", "dm3");
        Add(Quantity.Volume, 42 * Gallon, "bbl", "bbls");
        Add(Quantity.Volume, Gallon, "gal");
        Add(Quantity.Ratio, 1, "Euc", "unitless", "fract", "1", "m/m");
        Add(Quantity.Ratio, 1e-2, "%", "percent");
        Add(Quantity.Ratio, 1e-6, "ppm");
        Add(Quantity.Power, 1, "W");
        Add(Quantity.Power, 1e3, "kW");
        Add(Quantity.Power, 745.69987158227022, "hp");
        return table.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
