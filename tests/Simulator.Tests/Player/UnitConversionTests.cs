using Maintenance.Core.Channels;
using Maintenance.Simulator.Player;

namespace Maintenance.Simulator.Tests.Player;

public sealed class UnitConversionTests
{
    private const double PoundForce = 4.4482216152605;
    private const double Foot = 0.3048;
    private const double Gallon = 3.785411784e-3;
    private const double Pound = 0.45359237;

    // Expected values from NIST SP 811, appendix B (exact definitions), not from the table under test.
    [Theory]
    [InlineData("kN", 1, 1_000)]
    [InlineData("klbf", 1, 4_448.2216152605)]
    [InlineData("kkgf", 1, 9_806.65)]
    [InlineData("kPa", 1, 1_000)]
    [InlineData("psi", 1, 6_894.757293168)]
    [InlineData("bar", 2, 200_000)]
    [InlineData("m/h", 3_600, 1)]
    [InlineData("ft/h", 3_600, 0.3048)]
    [InlineData("ft/s", 1, 0.3048)]
    [InlineData("degF", 212, 100)]
    [InlineData("degF", 32, 0)]
    [InlineData("K", 373.15, 100)]
    [InlineData("rpm", 90, 90)]
    [InlineData("rev/s", 2, 120)]
    [InlineData("c/s", 0.5, 30)]
    [InlineData("rad/s", 2 * Math.PI, 60)]
    [InlineData("kN.m", 1, 1_000)]
    [InlineData("ft.lbf", 1, 1.3558179483314)]
    [InlineData("kft.lbf", 1, 1_355.8179483314)]
    [InlineData("L/min", 60_000, 1)]
    [InlineData("gal/min", 15_850.323141489, 1)]
    [InlineData("g/cm3", 1.03, 1_030)]
    [InlineData("lbm/gal", 10, 1_198.26427)]
    [InlineData("in", 1, 0.0254)]
    [InlineData("rad", Math.PI, 180)]
    [InlineData("gn", 1, 9.80665)]
    [InlineData("bbl/min", 1, 0.158987294928 / 60)]
    public void Units_are_converted_to_those_of_the_channels(string symbol, double value, double expected)
    {
        UnitConversion.TryFind(symbol, out var unit).ShouldBeTrue();
        unit.Convert(value).ShouldBe(expected, Math.Abs(expected) * 1e-8 + 1e-10);
    }

    // The factors of the release before, which were computed from the definitions; readings have single precision, 6e-8.
    [Theory]
    [InlineData(1, "N", "N.m", "Nm", "J/rev", "Pa", "m/s", "rpm", "rev/min", "r/min", "1/min", "c/min", "degC", "°C", "C", "celsius",
        "m3/s", "m", "deg", "dega", "°", "A", "amps", "amp")]
    [InlineData(1, "kg/m3", "m/s2", "Hz", "1/s", "s", "sec", "m3", "Euc", "unitless", "fract", "1", "m/m", "W", "K", "degK", "kelvin")]
    [InlineData(1e3, "kN", "kN.m", "kNm", "kJ/rev", "kPa", "km", "g/cm3", "sg", "kg/L", "kg/dm3", "kW")]
    [InlineData(1e-3, "L/s", "l/s", "mm", "mA", "L", "dm3")]
    [InlineData(10, "daN")]
    [InlineData(1e4, "kdaN")]
    [InlineData(1e5, "bar")]
    [InlineData(1e6, "MN", "MPa")]
    [InlineData(PoundForce, "lbf", "lbs")]
    [InlineData(1e3 * PoundForce, "klbf", "kip", "klbs", "k-lbs", "klb", "kips")]
    [InlineData(9.80665, "kgf", "gn", "g0", "Gs")]
    [InlineData(9_806.65, "kkgf", "tonf", "tf", "t", "ton", "tonne")]
    [InlineData(PoundForce * Foot, "ft.lbf", "lbf.ft", "ft-lbf", "ft-lbs", "ft.lbs", "ft-lb", "ft lbf")]
    [InlineData(1e3 * PoundForce * Foot, "kft.lbf", "klbf.ft", "kft-lbs", "kft.lbs", "kft-lb", "1000 ft.lbf")]
    [InlineData(101_325, "atm")]
    [InlineData(PoundForce / (0.0254 * 0.0254), "psi", "psig", "psia")]
    [InlineData(1 / 60.0, "m/min", "m3/min", "spm", "strokes/min")]
    [InlineData(1 / 3_600.0, "m/h", "m/hr", "m3/h")]
    [InlineData(Foot, "ft/s", "ft", "ftUS", "feet")]
    [InlineData(Foot / 60, "ft/min")]
    [InlineData(Foot / 3_600, "ft/h", "ft/hr")]
    [InlineData(60, "c/s", "rev/s", "r/s", "rps", "min")]
    [InlineData(60 / (2 * Math.PI), "rad/s")]
    [InlineData(1 / 6.0, "dega/s", "deg/s")]
    [InlineData(5 / 9.0, "degF", "degf", "°F", "°f", "F")]
    [InlineData(1e-3 / 60, "L/min", "l/min", "lpm")]
    [InlineData(Gallon / 60, "gal/min", "galUS/min", "gpm", "usgpm")]
    [InlineData(42 * Gallon / 60, "bbl/min")]
    [InlineData(42 * Gallon / 86_400, "bbl/d")]
    [InlineData(1e-2, "cm", "%", "percent")]
    [InlineData(0.0254, "in", "inch")]
    [InlineData(180 / Math.PI, "rad")]
    [InlineData(Pound / Gallon, "lbm/gal", "ppg", "lbm/galUS", "lb/gal")]
    [InlineData(Pound / (Foot * Foot * Foot), "lbm/ft3", "pcf")]
    [InlineData(3_600, "h", "hr")]
    [InlineData(42 * Gallon, "bbl", "bbls")]
    [InlineData(Gallon, "gal")]
    [InlineData(1e-6, "ppm")]
    [InlineData(745.69987158227022, "hp")]
    public void No_factor_is_farther_from_its_definition_than_doubles_round(double factor, params string[] symbols)
    {
        foreach (var symbol in symbols)
        {
            UnitConversion.TryFind(symbol, out var unit).ShouldBeTrue(symbol);
            unit.Factor.ShouldBe(factor, factor * 1e-14, symbol);
        }
    }

    [Fact]
    public void Every_standard_channel_has_a_quantity()
    {
        foreach (var channel in StandardChannels.All)
            UnitConversion.OfChannelUnit(channel.Unit).ShouldNotBe(UnitConversion.Quantity.None, channel.Name);
    }

    [Fact]
    public void An_unknown_unit_is_said_to_be_unknown() => UnitConversion.TryFind("furlong/fortnight", out _).ShouldBeFalse();

    [Fact]
    public void Absolute_zero_is_what_unconnected_sensors_say()
    {
        UnitConversion.TryFind("K", out var kelvin).ShouldBeTrue();
        kelvin.Convert(0).ShouldBe(double.NaN);
    }

    [Theory]
    [InlineData("RigActivityCode", "rig_activity_code")]
    [InlineData("WOB_MAX", "wob_max")]
    [InlineData("H2S1", "h2s1")]
    [InlineData("Pit Total (bbls)", "pit_total_bbls")]
    [InlineData("Depth", "raw_depth")]
    [InlineData("hook_load", "raw_hook_load")]
    [InlineData("%%", "unnamed")]
    public void Foreign_curves_are_named_in_snake_case_and_never_like_a_standard_channel(string mnemonic, string expected) =>
        ChannelMatch.NameOf(mnemonic).ShouldBe(expected);
}
