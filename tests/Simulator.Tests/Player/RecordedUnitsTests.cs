using Maintenance.Core.Channels;
using Maintenance.Simulator.Player;
using Quantity = Maintenance.Simulator.Player.UnitConversion.Quantity;

namespace Maintenance.Simulator.Tests.Player;

/// <summary>A value reaches a standard channel in that channel's unit, or the recording is refused.</summary>
public sealed class RecordedUnitsTests : IDisposable
{
    private const double PoundForce = 4.4482216152605;
    private const double Foot = 0.3048;

    private readonly RecordingFixture _files = new();

    public void Dispose() => _files.Dispose();

    // Expected values from the definitions of the inch, the pound, the US gallon and gravity (NIST SP 811), not from the parser.
    [Theory]
    [InlineData("1000 lbf", "Force", 1_000 * PoundForce)]
    [InlineData("lbf*1000", "Force", 1_000 * PoundForce)]
    [InlineData("x1000 lbf", "None", 0)]
    [InlineData("1E3 lbf", "Force", 1_000 * PoundForce)]
    [InlineData("10^3 lbf", "Force", 1_000 * PoundForce)]
    [InlineData("KLBF", "Force", 1_000 * PoundForce)]
    [InlineData("klbm", "None", 0)]
    [InlineData("lb", "Force", PoundForce)]
    [InlineData("tonfUS", "Force", 2_000 * PoundForce)]
    [InlineData("10 kN", "Force", 10_000)]
    [InlineData("1000 ft.lbf", "Torque", 1_000 * PoundForce * Foot)]
    [InlineData("1000 ft·lbf", "Torque", 1_000 * PoundForce * Foot)]
    [InlineData("klbf.ft", "Torque", 1_000 * PoundForce * Foot)]
    [InlineData("klb.ft", "Torque", 1_000 * PoundForce * Foot)]
    [InlineData("ft-kips", "Torque", 1_000 * PoundForce * Foot)]
    [InlineData("lbf.in", "Torque", PoundForce * 0.0254)]
    [InlineData("daN.m", "Torque", 10)]
    [InlineData("kgf.m", "Torque", 9.80665)]
    [InlineData("kpsi", "Pressure", 1_000 * PoundForce / (0.0254 * 0.0254))]
    [InlineData("ksi", "Pressure", 1_000 * PoundForce / (0.0254 * 0.0254))]
    [InlineData("1000 psi", "Pressure", 1_000 * PoundForce / (0.0254 * 0.0254))]
    [InlineData("lbf/in2", "Pressure", PoundForce / (0.0254 * 0.0254))]
    [InlineData("kg/cm2", "Pressure", 98_066.5)]
    [InlineData("kgf/cm²", "Pressure", 98_066.5)]
    [InlineData("MN/m2", "Pressure", 1e6)]
    [InlineData("mbar", "Pressure", 100)]
    [InlineData("1000 gal/min", "Flow", 1_000 * 3.785411784e-3 / 60)]
    [InlineData("galUK/min", "Flow", 4.54609e-3 / 60)]
    [InlineData("bbl/hr", "Flow", 42 * 3.785411784e-3 / 3_600)]
    [InlineData("L per min", "Flow", 1e-3 / 60)]
    [InlineData("m3/d", "Flow", 1 / 86_400.0)]
    [InlineData("in/s", "Velocity", 0.0254)]
    [InlineData("mm/s", "Velocity", 1e-3)]
    [InlineData("ft/day", "Velocity", Foot / 86_400)]
    [InlineData("ft/s2", "Acceleration", Foot)]
    [InlineData("rad/min", "Rotation", 1 / (2 * Math.PI))]
    [InlineData("cycle/sec", "Rotation", 60)]
    [InlineData("lb/ft3", "Density", 0.45359237 / (Foot * Foot * Foot))]
    [InlineData("1000 kg/m3", "Density", 1_000)]
    [InlineData("kA", "Current", 1_000)]
    [InlineData("1 ft", "None", 0)]
    [InlineData("5 min", "None", 0)]
    [InlineData("MN.M", "None", 0)]
    [InlineData("m3/", "None", 0)]
    [InlineData("a/b.c", "None", 0)]
    [InlineData("min/ft", "None", 0)]
    [InlineData("1000", "None", 0)]
    [InlineData("", "None", 0)]
    public void A_composed_unit_is_understood_or_unknown_never_something_else(string symbol, string quantity, double factor)
    {
        var known = UnitConversion.TryFind(symbol, out var unit);
        (known ? unit.Quantity : Quantity.None).ToString().ShouldBe(quantity);
        unit.Factor.ShouldBe(factor, factor * 1e-12 + 1e-100);
    }

    public static TheoryData<int, string, double> EveryChannel => new()
    {
        { StandardChannels.VibrationAxial, "g", 9.80665 },
        { StandardChannels.VibrationLateral, "ft/s2", 0.3048 },
        { StandardChannels.VibrationTorsional, "mm/s2", 0.001 },
        { StandardChannels.BearingTemperature, "degC", 1 },
        { StandardChannels.RotarySpeed, "Hz", 60 },
        { StandardChannels.BitSpeed, "rad/s", 9.549296585513721 },
        { StandardChannels.Torque, "kgf.m", 9.80665 },
        { StandardChannels.WeightOnBit, "tonne", 9_806.65 },
        { StandardChannels.HookLoad, "kg", 9.80665 },
        { StandardChannels.RateOfPenetration, "cm/s", 0.01 },
        { StandardChannels.StandpipePressure, "kgf/cm2", 98_066.5 },
        { StandardChannels.MudFlowIn, "m3/d", 1 / 86_400.0 },
        { StandardChannels.HoleDepth, "ft", 0.3048 },
        { StandardChannels.BlockPosition, "cm", 0.01 },
        { StandardChannels.Inclination, "rad", 57.29577951308232 },
        { StandardChannels.MotorCurrent, "kA", 1_000 },
        { StandardChannels.OilPressure, "mbar", 100 },
        { StandardChannels.MudDensity, "g/cc", 1_000 },
    };

    [Theory]
    [MemberData(nameof(EveryChannel))]
    public async Task A_channel_takes_any_unit_of_its_quantity_in_either_format(int channel, string unit, double expected)
    {
        var name = StandardChannels.All[channel].Name;
        _files.WriteLog("a.xml", $"Time,{name}", $"unitless,{unit}", "2020-01-01T00:00:00Z,1");
        _files.Write("a.csv", $"time,{name} [{unit}]\n2020-01-01T00:00:00Z,1\n");
        foreach (var recording in (Recording[])[await _files.ReadWitsmlAsync(), await _files.ReadCsvAsync()])
            recording.Of(channel).ShouldHaveSingleItem().ShouldBe((float)expected, (float)expected * 1e-6f);
    }

    [Theory]
    [InlineData("WOB", "klbx", "weight_on_bit")]
    [InlineData("TORQUE", "", "torque")]
    [InlineData("SPP", "unitless", "standpipe_pressure")]
    [InlineData("HKLD", "5 lbf", "hook_load")]
    public async Task A_unit_that_is_not_understood_is_refused_until_it_is_given(string curve, string unit, string channel)
    {
        _files.WriteLog("a.xml", $"Time,{curve},RPM", $"unitless,{unit},rpm", "2020-01-01T00:00:00Z,2,60");
        _files.Write("a.csv", $"time,{curve} ({unit}),RPM\n2020-01-01T00:00:00Z,2,60\n");
        foreach (var read in (Func<string[], Task<Recording>>[])[u => _files.ReadWitsmlAsync(u), u => _files.ReadCsvAsync(null, u)])
        {
            var error = await Should.ThrowAsync<RecordedDataException>(() => read([]));
            error.Message.ShouldContain($"{channel} is in");
            error.Message.ShouldContain("--unit");
            var raw = await read([$"{curve}=raw"]);
            raw.Channels.ShouldBe([$"raw_{curve.ToLowerInvariant()}", "rotary_speed"], ignoreOrder: true);
            var given = await read([$"{curve}={StandardChannels.All.Single(c => c.Name == channel).Unit}"]);
            given.Channels.ShouldContain(channel);
        }
    }

    [Fact]
    public async Task A_curve_beside_one_that_fills_the_channel_may_have_any_unit_and_one_of_another_quantity_is_a_channel_of_its_own()
    {
        _files.WriteLog("a.xml", "Time,WOB,WOB_AVG,FLOWOUT", "unitless,kN,klbx,%", "2020-01-01T00:00:00Z,1,2,50");
        var recording = await _files.ReadWitsmlAsync();
        recording.Of(StandardChannels.WeightOnBit).ShouldBe([1_000]);
        recording.Of("wob_avg").ShouldBe([2]);
        recording.Of("raw_flowout").ShouldBe([0.5f]);
        recording.Description.Curves.Single(c => c.Mnemonic == "FLOWOUT").Note.ShouldContain("mud_flow_out is in m3/s");
    }

    [Fact]
    public async Task Every_curve_is_described_with_where_it_goes()
    {
        _files.WriteLog("a.xml", "Time,WOB,Note,Zero,Gas", "unitless,klbf,unitless,m,furlong", "2020-01-01T00:00:00Z,1,hello,0,5",
            "2020-01-01T00:00:01Z,1,hello,0,off");
        (await _files.ReadWitsmlAsync()).Description.Curves.Select(c => (c.Mnemonic, c.Channel, c.Note)).ShouldBe([
            ("Time", null, "event time"),
            ("WOB", "weight_on_bit", "klbf × 4448.22 = N"),
            ("Note", null, "left out: contains no numbers"),
            ("Zero", null, "left out: all zero"),
            ("Gas", "gas", "values unchanged: unit 'furlong' is unknown; 1 texts taken as missing, the first 'off'"),
        ]);
    }

    [Theory]
    [InlineData("WOB")]
    [InlineData("=klbf")]
    [InlineData("WOB=klbx")]
    [InlineData("XYZ=kN")]
    public async Task A_unit_that_cannot_be_used_is_refused(string unit)
    {
        _files.WriteLog("a.xml", "Time,WOB", "unitless,kN", "2020-01-01T00:00:00Z,2");
        (await Should.ThrowAsync<RecordedDataException>(() => _files.ReadWitsmlAsync(unit))).Message.ShouldContain("--unit");
    }

    [Theory]
    [InlineData("WOB (klbf)", "WOB", "klbf")]
    [InlineData("WOB kpsi*", "WOB", "kpsi*")]
    [InlineData("Weight on Bit 1000 lbf", "Weight on Bit", "1000 lbf")]
    [InlineData("wob_klbf", "wob", "klbf")]
    [InlineData("WOB_AVG", "WOB_AVG", "")]
    [InlineData("ROP Setpoint", "ROP Setpoint", "")]
    [InlineData("RPM_A", "RPM_A", "")]
    public void A_header_is_split_into_name_and_unit(string header, string name, string unit) =>
        Maintenance.Simulator.Player.Csv.CsvHeader.SplitUnit(header).ShouldBe((name, unit));

    [Fact]
    public async Task Wells_of_one_document_each_have_their_own_place()
    {
        using var files = new RecordingFixture { Asset = null };
        files.Write("w.xml", """
            <wells xmlns="http://www.witsml.org/schemas/1series"><well uid="1"><name>W 1</name><field>North</field><wellDatum><name>KB</name></wellDatum>
            <wellLocation><latitude uom="dega">1</latitude><longitude uom="dega">2</longitude></wellLocation></well>
            <well uid="2"><name>W 2</name><field>South</field></well></wells>
            """);
        var log = RecordingFixture.Log("L1", "", RecordingFixture.Data("Time,WOB", "unitless,kN", "2020-01-01T00:00:00Z,2"));
        files.Write("a.xml", log);
        files.Write("b.xml", log.Replace("W 1", "W 2", StringComparison.Ordinal));
        var assets = (await files.ReadWitsmlAsync()).Description.Assets;
        assets.Select(a => (a.Id.Value, a.Site, a.LatitudeDeg)).ShouldBe([("W-1", "north", 1.0), ("W-2", "south", double.NaN)]);
    }
}
