using Maintenance.Core.Channels;
using Maintenance.Core.Conditions;
using Maintenance.Scoring.DataManipulation;

namespace Maintenance.Scoring.Tests.DataManipulation;

/// <summary>Drilling formulae against the field-unit vectors of the handbooks.</summary>
public sealed class DrillingFormulaeTests
{
    private const double Pound = 4.4482216152605, Foot = 0.3048, Inch = 0.0254, Psi = 6894.757293168, Gallon = 0.003785411784;

    [Theory]
    [InlineData(50, 120, 35_000, 8.5, 1.6524)]
    [InlineData(100, 100, 40_000, 12.25, 1.2639)]
    public void The_d_exponent_is_that_of_field_units(double feetPerHour, double rpm, double pounds, double inches, double expected)
    {
        Math.Log10(feetPerHour / (60 * rpm)).ShouldBe(expected * Math.Log10(12 * pounds / (1e6 * inches)), 1e-3);
        DrillingFormulae.DExponent(pounds * Pound, rpm, feetPerHour * Foot / 3600, inches * Inch).ShouldBe((float)expected, 1e-3f);
    }

    [Theory]
    [InlineData(0, 120, 0.004, 0.2)]
    [InlineData(100_000, 0, 0.004, 0.2)]
    [InlineData(100_000, 120, 0, 0.2)]
    [InlineData(100_000, 120, 0.004, double.NaN)]
    [InlineData(double.NaN, 120, 0.004, 0.2)]
    [InlineData(100_000, 5, 3, 0.2)]
    public void There_is_no_d_exponent_of_a_bit_that_does_not_drill(double weight, double rpm, double rate, double diameter) =>
        DrillingFormulae.DExponent(weight, rpm, rate, diameter).ShouldBe(float.NaN);

    [Fact]
    public void Equivalent_circulating_density_is_that_of_field_units()
    {
        // 10 lb/gal, 250 psi over 9,000 ft: 10 + 250/(0.052 · 9,000) = 10.534 lb/gal; 0.052 is 0.051948 rounded.
        const double poundsPerGallon = 0.45359237 / Gallon;
        DrillingFormulae.EquivalentCirculatingDensity(10 * poundsPerGallon, 250 * Psi, 9_000 * Foot)
            .ShouldBe((float)(10.534 * poundsPerGallon), 0.1f);
        DrillingFormulae.EquivalentCirculatingDensity(1_200, 1e6, 0).ShouldBe(float.NaN);
    }

    [Fact]
    public void Hydraulic_power_is_that_of_field_units()
    {
        // 3,000 psi · 500 gal/min / 1,714 = 875.1 hp.
        DrillingFormulae.HydraulicPower(3_000 * Psi, 500 * Gallon / 60).ShouldBe((float)(3_000.0 * 500 / 1714 * 745.6999), 200f);
        DrillingFormulae.HydraulicPower(1e5, 0).ShouldBe(float.NaN);
    }

    [Theory]
    [InlineData(0, 240, 120, 1)]
    [InlineData(60, 180, 120, 0.5)]
    [InlineData(120, 120, 120, 0)]
    [InlineData(0, 4, 2, double.NaN)]
    public void The_stick_slip_index_is_half_the_range_over_the_mean(float min, float max, float mean, double expected) =>
        DrillingFormulae.StickSlipIndex(min, max, mean).ShouldBe((float)expected);

    [Fact]
    public void A_longer_string_swings_more_slowly()
    {
        DrillingFormulae.TorsionalResonanceHz(3_178).ShouldBe(0.25, 1e-9);
        DrillingFormulae.TorsionalResonanceHz(0).ShouldBe(double.NaN);
    }

    [Fact]
    public void A_block_that_drills_has_them_all()
    {
        var d = Describe((StandardChannels.RotarySpeed, [60, 120, 180]), (StandardChannels.WeightOnBit, [100e3f, 100e3f, 100e3f]),
            (StandardChannels.RateOfPenetration, [0.004f, 0.004f, 0.004f]), (StandardChannels.Torque, [6e3f, 6e3f, 6e3f]),
            (StandardChannels.StandpipePressure, [19e6f, 20e6f, 21e6f]), (StandardChannels.MudFlowIn, [0.03f, 0.03f, 0.03f]),
            (StandardChannels.HookLoad, [1.0e6f, 1.1e6f, 1.2e6f]));
        d["stick_slip_index"].ShouldBe(0.5f, 1e-6f);
        d["mechanical_specific_energy"].ShouldBe(
            DrillingFormulae.MechanicalSpecificEnergy(100e3, 120, 6e3, 0.004f, 0.2159), 100);
        d["d_exponent"].ShouldBe(DrillingFormulae.DExponent(100e3, 120, 0.004f, 0.2159), 1e-5f);
        d["hydraulic_power"].ShouldBe(0.6e6f, 1);
        d["standpipe_pressure_std"].ShouldBe((float)(1e6 * Math.Sqrt(2.0 / 3)), 10);
        d["hook_load_std"].ShouldBe((float)(1e5 * Math.Sqrt(2.0 / 3)), 1);
    }

    [Fact]
    public void One_reading_has_no_unsteadiness()
    {
        var d = Describe((StandardChannels.RotarySpeed, [120]), (StandardChannels.StandpipePressure, [20e6f]),
            (StandardChannels.HookLoad, [1e6f]));
        d["stick_slip_index"].ShouldBe(float.NaN);
        d["standpipe_pressure_std"].ShouldBe(float.NaN);
        d["hook_load_std"].ShouldBe(float.NaN);
    }

    private static Dictionary<string, float> Describe(params (int Channel, float[] Values)[] columns)
    {
        var moments = new Moments[StandardChannels.Count];
        Array.Fill(moments, Moments.None);
        foreach (var (channel, values) in columns) moments[channel] = Moments.Of(values, new float[values.Length]);
        var descriptors = new float[Descriptors.Count];
        Array.Fill(descriptors, float.NaN);
        DrillingDescriptors.Compute(moments, 0.2159, descriptors);
        return Descriptors.All.ToDictionary(d => d.Name, d => descriptors[d.Index], StringComparer.Ordinal);
    }
}
