using System.Collections.Frozen;
using UnitsNet;
using UnitsNet.Units;

namespace Maintenance.Simulator.Player;

/// <summary>
/// Converts values by unit symbol (from WITSML and CSV headers) to the units of Core's channels. The symbols are listed here, because
/// neither WITSML nor drilling contractors use standard spellings. The factors come from UnitsNet, except for the few units that it
/// lacks or rounds (docs/decisions/0022): those are exact by definition of the inch, the pound and the US gallon (NIST SP 811).
/// </summary>
internal static class UnitConversion
{
    private const double Foot = 0.3048;
    private const double Gallon = 3.785411784e-3;
    private const double Pound = 0.45359237;

    private static readonly FrozenDictionary<string, Unit> Table = Build();

    /// <summary>The symbols of the table, for documents.</summary>
    public static IEnumerable<(string Symbol, Quantity Quantity)> Symbols => Table.Select(u => (u.Key, u.Value.Quantity));

    /// <summary>Kind of quantity; the comment names the unit it is converted to.</summary>
    public enum Quantity
    {
        /// <summary>Unknown unit: values pass unchanged.</summary>
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
        /// <summary>Converts a value. A temperature of 0 K or below is what unconnected sensors report: NaN, for missing.</summary>
        public double Convert(double value) => Quantity == Quantity.Temperature && Offset == -273.15 && value <= 0
            ? double.NaN : value * Factor + Offset;
    }

    /// <summary>
    /// Finds a unit by symbol, first case-sensitively (MPa is not mPa), then ignoring case, then as an expression (1000 lbf, kgf/cm2).
    /// </summary>
    public static bool TryFind(string symbol, out Unit unit)
    {
        var text = symbol.Trim();
        if (text.Length == 0)
        {
            unit = default;
            return false;
        }
        return Table.TryGetValue(text, out unit) || Table.TryGetValue(text.ToLowerInvariant(), out unit)
            || UnitExpression.TryParse(text, out unit);
    }

    /// <summary>As <see cref="TryFind"/> for a channel in <paramref name="wanted"/>: g is then gravity, and Hz turns.</summary>
    /// <returns>False if the unit is unknown, or measures something else: then <paramref name="unit"/> is that.</returns>
    public static bool TryFindFor(string symbol, Quantity wanted, out Unit unit)
    {
        if (wanted == Quantity.Acceleration && symbol.Trim() is "g" or "G" or "gs" or "g's") symbol = "gn";
        if (!TryFind(symbol, out unit)) return false;
        if (wanted == Quantity.Rotation && unit.Quantity == Quantity.Frequency)
            unit = new Unit(Quantity.Rotation, 60 * unit.Factor, 0);
        return unit.Quantity == wanted;
    }

    /// <summary>True if the symbol says nothing: the values of a channel with a dimension could then be in any unit.</summary>
    public static bool SaysNothing(string symbol) =>
        symbol.Trim().ToLowerInvariant() is "" or "-" or "--" or "none" or "unitless" or "euc" or "unknown" or "unkn" or "n/a" or "na"
            or "?" or "1";

    /// <summary>The quantity of a standard channel's unit.</summary>
    public static Quantity OfChannelUnit(string unit) =>
        Enum.GetValues<Quantity>().FirstOrDefault(q => q is not (Quantity.None or Quantity.Ratio) && HouseUnitOf(q) == unit);

    /// <summary>The unit that values of a quantity are converted to.</summary>
    public static string HouseUnitOf(Quantity quantity) => quantity switch
    {
        Quantity.Force => "N",
        Quantity.Torque => "N.m",
        Quantity.Pressure => "Pa",
        Quantity.Velocity => "m/s",
        Quantity.Rotation => "rev/min",
        Quantity.Temperature => "degC",
        Quantity.Flow => "m3/s",
        Quantity.Length => "m",
        Quantity.Angle => "deg",
        Quantity.Current => "A",
        Quantity.Density => "kg/m3",
        Quantity.Acceleration => "m/s2",
        Quantity.Frequency => "Hz",
        Quantity.Time => "s",
        Quantity.Volume => "m3",
        Quantity.Power => "W",
        _ => "1",
    };

    private static FrozenDictionary<string, Unit> Build()
    {
        var table = new Dictionary<string, Unit>(StringComparer.Ordinal);
        AddMechanical(table);
        AddFluid(table);
        AddOther(table);
        return table.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static void AddMechanical(Dictionary<string, Unit> table)
    {
        Add(table, ForceUnit.Newton, "N");
        Add(table, ForceUnit.Kilonewton, "kN");
        Add(table, ForceUnit.Decanewton, "daN");
        Add(table, Quantity.Force, 1e4, "kdaN");
        Add(table, ForceUnit.Meganewton, "MN");
        Add(table, ForceUnit.PoundForce, "lbf", "lbs", "lb");
        Add(table, ForceUnit.KilopoundForce, "klbf", "kip", "klbs", "k-lbs", "klb", "kips", "k-lbf", "k-lb");
        Add(table, ForceUnit.KilogramForce, "kgf", "kg");
        Add(table, ForceUnit.TonneForce, "kkgf", "tonf", "tf", "t", "ton", "tons", "tonne", "tonnes", "mton", "kkg");
        Add(table, TorqueUnit.NewtonMeter, "N.m", "Nm", "J/rev");
        Add(table, TorqueUnit.KilonewtonMeter, "kN.m", "kNm", "kJ/rev");
        Add(table, TorqueUnit.PoundForceFoot, "ft.lbf", "lbf.ft", "ft-lbf", "ft-lbs", "ft.lbs", "ft-lb", "ft lbf");
        Add(table, TorqueUnit.KilopoundForceFoot, "kft.lbf", "klbf.ft", "kft-lbs", "kft.lbs", "kft-lb", "1000 ft.lbf");
        Add(table, SpeedUnit.MeterPerSecond, "m/s");
        Add(table, SpeedUnit.MeterPerMinute, "m/min");
        Add(table, SpeedUnit.MeterPerHour, "m/h", "m/hr");
        Add(table, SpeedUnit.FootPerSecond, "ft/s");
        Add(table, SpeedUnit.FootPerMinute, "ft/min");
        Add(table, SpeedUnit.FootPerHour, "ft/h", "ft/hr");
        Add(table, RotationalSpeedUnit.RevolutionPerMinute, "rpm", "rev/min", "r/min", "1/min", "c/min");
        Add(table, RotationalSpeedUnit.RevolutionPerSecond, "c/s", "rev/s", "r/s", "rps");
        Add(table, Quantity.Rotation, 60 / (2 * Math.PI), "rad/s");
        Add(table, Quantity.Rotation, 1 / 6.0, "dega/s", "deg/s");
        Add(table, AccelerationUnit.MeterPerSecondSquared, "m/s2");
        Add(table, AccelerationUnit.StandardGravity, "gn", "g0", "Gs");
    }

    private static void AddFluid(Dictionary<string, Unit> table)
    {
        Add(table, PressureUnit.Pascal, "Pa");
        Add(table, PressureUnit.Kilopascal, "kPa");
        Add(table, PressureUnit.Megapascal, "MPa");
        Add(table, PressureUnit.Bar, "bar");
        Add(table, PressureUnit.Atmosphere, "atm");
        Add(table, PressureUnit.PoundForcePerSquareInch, "psi", "psig", "psia");
        Add(table, VolumeFlowUnit.CubicMeterPerSecond, "m3/s");
        Add(table, VolumeFlowUnit.CubicMeterPerMinute, "m3/min");
        Add(table, VolumeFlowUnit.CubicMeterPerHour, "m3/h");
        Add(table, VolumeFlowUnit.LiterPerSecond, "L/s", "l/s");
        Add(table, VolumeFlowUnit.LiterPerMinute, "L/min", "l/min", "lpm");
        Add(table, VolumeFlowUnit.UsGallonPerMinute, "gal/min", "galUS/min", "gpm", "usgpm", "gal(US)/min", "US gal/min");
        Add(table, Quantity.Flow, 42 * Gallon / 60, "bbl/min", "bpm");
        Add(table, VolumeFlowUnit.OilBarrelPerDay, "bbl/d");
        Add(table, DensityUnit.KilogramPerCubicMeter, "kg/m3");
        Add(table, DensityUnit.GramPerCubicCentimeter, "g/cm3", "sg", "s.g.", "g/cc", "gm/cc", "kg/L", "kg/l", "kg/dm3");
        Add(table, Quantity.Density, Pound / Gallon, "lbm/gal", "ppg", "lbm/galUS", "lb/gal");
        Add(table, Quantity.Density, Pound / (Foot * Foot * Foot), "lbm/ft3", "pcf");
        Add(table, VolumeUnit.CubicMeter, "m3");
        Add(table, VolumeUnit.Liter, "L", "dm3");
        Add(table, VolumeUnit.OilBarrel, "bbl", "bbls");
        Add(table, VolumeUnit.UsGallon, "gal");
    }

    private static void AddOther(Dictionary<string, Unit> table)
    {
        Add(table, TemperatureUnit.DegreeCelsius, "degC", "°C", "ºC", "C", "celsius", "deg C", "deg.C", "deg_C", "° C");
        // Added without a lower-case form: k and f alone are not temperatures.
        table["K"] = table["degK"] = table["kelvin"] = Of(TemperatureUnit.Kelvin);
        table["degF"] = table["degf"] = table["°F"] = table["°f"] = table["F"] = table["ºF"]
            = table["deg F"] = table["deg f"] = table["deg.F"] = table["° F"] = table["fahrenheit"] = Of(TemperatureUnit.DegreeFahrenheit);
        Add(table, LengthUnit.Meter, "m");
        Add(table, LengthUnit.Centimeter, "cm");
        Add(table, LengthUnit.Millimeter, "mm");
        Add(table, LengthUnit.Kilometer, "km");
        Add(table, LengthUnit.Foot, "ft", "ftUS", "feet");
        Add(table, LengthUnit.Inch, "in", "inch");
        Add(table, AngleUnit.Degree, "deg", "dega", "°", "degrees", "degree");
        Add(table, AngleUnit.Radian, "rad");
        Add(table, ElectricCurrentUnit.Ampere, "A", "amps", "amp");
        Add(table, ElectricCurrentUnit.Milliampere, "mA");
        Add(table, FrequencyUnit.Hertz, "Hz", "1/s");
        Add(table, FrequencyUnit.CyclePerMinute, "spm", "strokes/min");
        Add(table, DurationUnit.Second, "s", "sec");
        Add(table, DurationUnit.Minute, "min");
        Add(table, DurationUnit.Hour, "h", "hr");
        Add(table, RatioUnit.DecimalFraction, "Euc", "unitless", "fract", "1", "m/m");
        Add(table, RatioUnit.Percent, "%", "percent");
        Add(table, RatioUnit.PartPerMillion, "ppm");
        Add(table, PowerUnit.Watt, "W");
        Add(table, PowerUnit.Kilowatt, "kW");
        Add(table, Quantity.Power, 550 * Foot * Pound * 9.80665, "hp");
    }

    private static void Add(Dictionary<string, Unit> table, Enum unit, params ReadOnlySpan<string> symbols) =>
        Add(table, Of(unit), symbols);

    private static void Add(Dictionary<string, Unit> table, Quantity quantity, double factor, params ReadOnlySpan<string> symbols) =>
        Add(table, new Unit(quantity, factor, 0), symbols);

    private static void Add(Dictionary<string, Unit> table, Unit unit, ReadOnlySpan<string> symbols)
    {
        foreach (var symbol in symbols)
        {
            table[symbol] = unit;
            table.TryAdd(symbol.ToLowerInvariant(), unit);
        }
    }

    private static Unit Of(Enum unit)
    {
        var (quantity, house) = HouseUnitOf(unit);
        var offset = UnitConverter.Convert(0, unit, house);
        // With an offset, the factor is taken over a wide span: subtracting the offset at 1 would lose digits.
        const int span = 1_000;
        return new Unit(quantity, offset == 0
            ? UnitConverter.Convert(1, unit, house) : (UnitConverter.Convert(span, unit, house) - offset) / span, offset);
    }

    private static (Quantity Quantity, Enum Unit) HouseUnitOf(Enum unit) => unit switch
    {
        ForceUnit => (Quantity.Force, ForceUnit.Newton),
        TorqueUnit => (Quantity.Torque, TorqueUnit.NewtonMeter),
        PressureUnit => (Quantity.Pressure, PressureUnit.Pascal),
        SpeedUnit => (Quantity.Velocity, SpeedUnit.MeterPerSecond),
        RotationalSpeedUnit => (Quantity.Rotation, RotationalSpeedUnit.RevolutionPerMinute),
        TemperatureUnit => (Quantity.Temperature, TemperatureUnit.DegreeCelsius),
        VolumeFlowUnit => (Quantity.Flow, VolumeFlowUnit.CubicMeterPerSecond),
        LengthUnit => (Quantity.Length, LengthUnit.Meter),
        AngleUnit => (Quantity.Angle, AngleUnit.Degree),
        ElectricCurrentUnit => (Quantity.Current, ElectricCurrentUnit.Ampere),
        DensityUnit => (Quantity.Density, DensityUnit.KilogramPerCubicMeter),
        AccelerationUnit => (Quantity.Acceleration, AccelerationUnit.MeterPerSecondSquared),
        FrequencyUnit => (Quantity.Frequency, FrequencyUnit.Hertz),
        DurationUnit => (Quantity.Time, DurationUnit.Second),
        VolumeUnit => (Quantity.Volume, VolumeUnit.CubicMeter),
        RatioUnit => (Quantity.Ratio, RatioUnit.DecimalFraction),
        PowerUnit => (Quantity.Power, PowerUnit.Watt),
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, "has no house unit"),
    };
}
