using Maintenance.Core.Channels;
using Maintenance.Simulator.Player;

namespace Maintenance.Simulator.Tests.Player;

public sealed class UnitConversionTests
{
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

    [Fact]
    public void Every_standard_channel_has_a_quantity()
    {
        foreach (var channel in StandardChannels.All) UnitConversion.OfChannelUnit(channel.Unit).ShouldNotBe(UnitConversion.Quantity.None, channel.Name);
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
