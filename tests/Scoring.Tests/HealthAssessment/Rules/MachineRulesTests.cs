using Maintenance.Core.Assets;
using Maintenance.Core.Conditions;
using Maintenance.Scoring.Blocks;
using Maintenance.Scoring.HealthAssessment;
using Maintenance.Scoring.HealthAssessment.Rules;

namespace Maintenance.Scoring.Tests.HealthAssessment.Rules;

/// <summary>Rules of bearings, gears, imbalance and overheating against their limits.</summary>
public sealed class MachineRulesTests
{
    private static readonly MeasurementLocation Place = new(
        AssetId.Parse("D1"), "top-drive-bearing", 10, new BearingGeometry(9, 7.94, 39.04), 23, 800, FlexibleSupport: false);

    private delegate ModeFinding Rule(in RuleInput input);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(5, 0)]
    [InlineData(7.5, 0.075)]
    [InlineData(10, 0.15)]
    [InlineData(15, 0.225)]
    [InlineData(20, 0.3)]
    [InlineData(40, 0.6)]
    [InlineData(60, 0.775)]
    [InlineData(1_000, 0.95)]
    [InlineData(float.NaN, 0)]
    public void Probability_is_linear_between_the_limits(float value, float expected) =>
        new ProbabilityScale(10, 20, 40).Of(value).ShouldBe(expected, 1e-5f);

    [Theory]
    [InlineData(800, false, 2.2, "A")]
    [InlineData(800, false, 2.3, "B")]
    [InlineData(800, false, 4.5, "C")]
    [InlineData(800, true, 7.0, "B")]
    [InlineData(800, true, 11, "D")]
    [InlineData(300, false, 2.8, "C")]
    [InlineData(15, true, 2.3, "B")]
    [InlineData(14, true, 2.3, null)]
    [InlineData(double.NaN, true, 2.3, null)]
    public void Zones_are_those_of_the_standard(double powerKw, bool flexible, float velocity, string? zone) =>
        VibrationZones.LetterAt(Place with { PowerKw = powerKw, FlexibleSupport = flexible }, velocity).ShouldBe(zone);

    [Fact]
    public void Lines_of_a_race_name_it()
    {
        var finding = Judge(BearingRule.Judge, ("bpfo_prominence", 2.1f), ("bpfi_prominence", 12), ("bsf_prominence", 1.9f),
            ("waveform_kurtosis", 5.5f), ("velocity_rms_mm_per_s", 3));
        finding.Probability.ShouldBeGreaterThan(0.85f);
        finding.Component.ShouldBe("top drive bearing");
        finding.Defect.ShouldBe("inner race");
        finding.Severity.ShouldBe("B");
        finding.Limited.ShouldBeNull();
        var reason = finding.Reasons.ShouldHaveSingleItem();
        reason.Descriptor.ShouldBe("bpfi_prominence");
        reason.UsualHigh.ShouldNotBeNull().ShouldBeLessThan(reason.Value.ShouldNotBeNull());
    }

    [Fact]
    public void Two_defects_that_stand_out_alike_are_not_told_apart()
    {
        var finding = Judge(BearingRule.Judge, ("bpfo_prominence", 8), ("bpfi_prominence", 9), ("bsf_prominence", 1.9f),
            ("waveform_kurtosis", 5));
        finding.Probability.ShouldBeGreaterThan(0.6f);
        finding.Defect.ShouldBeNull();
    }

    [Theory]
    [InlineData(3.6f)]
    [InlineData(6.7f)]
    public void Kurtosis_of_sound_bearings_is_no_suspicion(float kurtosis)
    {
        var finding = Judge(BearingRule.Judge, ("bpfo_prominence", 2.3f), ("bpfi_prominence", 2.1f), ("bsf_prominence", 2.8f),
            ("waveform_kurtosis", kurtosis), ("bearing_temperature_mean", 70));
        finding.IsSeen.ShouldBeTrue();
        finding.Probability.ShouldBeLessThan(FaultLimits.NamedFrom);
        finding.Reasons.ShouldBeNull();
    }

    [Fact]
    public void Impacts_without_a_known_geometry_are_named_but_not_placed()
    {
        var input = Input([("waveform_kurtosis", 14)], Place with { Bearing = null });
        var finding = BearingRule.Judge(input);
        finding.Probability.ShouldBeGreaterThan(FaultLimits.AlarmFrom);
        finding.Defect.ShouldBeNull();
        finding.Limited.ShouldBe("without the geometry of the bearing");
        finding.Reasons.ShouldHaveSingleItem().Descriptor.ShouldBe("waveform_kurtosis");
    }

    [Fact]
    public void One_knock_in_a_minute_is_no_suspicion()
    {
        var kurtosis = Descriptors.IndexOf("waveform_kurtosis");
        var window = new BlockEntry[9];
        for (var i = 0; i < window.Length; i++)
        {
            window[i] = new BlockEntry { State = DrillingState.Drilling };
            window[i].Descriptors[kurtosis] = i == 4 ? 160 : 3.4f;
        }
        var features = new float[WindowFeatures.Names.Count];
        BearingRule.Judge(SampleBlocks.Input(window, features, DrillingState.Drilling)).Probability.ShouldBe(0);
        features[kurtosis].ShouldBeGreaterThan(20);
    }

    [Fact]
    public void Without_waveform_wear_is_seen_by_temperature_only()
    {
        var finding = Judge(BearingRule.Judge, ("bearing_temperature_mean", 108));
        finding.Limited.ShouldBe("by temperature only");
        finding.Probability.ShouldBeInRange(FaultLimits.AlarmFrom, 0.6f);
        finding.Reasons.ShouldHaveSingleItem().Descriptor.ShouldBe("bearing_temperature_mean");
        Judge(BearingRule.Judge).Unseen.ShouldBe("no vibration waveform and no bearing temperature");
        Judge(BearingRule.Judge, ("waveform_kurtosis", 9), ("waveform_clipped", 0.02f))
            .Unseen.ShouldBe("the vibration sensor is saturated");
    }

    [Fact]
    public void Velocity_at_the_shaft_is_judged_by_the_zones()
    {
        // 20 Hz: 1,000·a/(2π·20·√2) mm/s.
        const float PerVelocity = 0.001f * 2 * MathF.PI * 20 * 1.41421356f;
        Of(2.2f).Probability.ShouldBe(0, 0.06f);
        Of(4.5f).Probability.ShouldBe(FaultLimits.AlarmFrom, 1e-4f);
        Of(7.1f).Probability.ShouldBe(0.6f, 1e-4f);
        Of(8).Severity.ShouldBe("D");
        Of(8).Defect.ShouldBeNull();
        Of(8, twice: 12).Defect.ShouldBe("misalignment or looseness");
        // The same line under four times as much of something else.
        Of(8, whole: 32).Probability.ShouldBeLessThan(FaultLimits.NamedFrom);

        ModeFinding Of(float velocity, float twice = 0, float whole = 0) => Judge(ImbalanceRule.Judge, ("rotary_speed_mean", 120),
            ("shaft_order_1", velocity * PerVelocity), ("shaft_order_2", 2 * twice * PerVelocity),
            ("velocity_rms_mm_per_s", MathF.Max(whole, velocity)));
    }

    [Fact]
    public void Each_block_is_judged_at_its_own_speed()
    {
        // 0.5 m/s² is 2.4 mm/s at 23 Hz; at the mean speed of the window, 12 Hz, it would be 4.7, and zone C.
        (float Rpm, float Line)[] blocks = [(6, float.NaN), (6, float.NaN), (140, 0.5f), (140, 0.5f)];
        var window = blocks.Select(b =>
        {
            var block = new BlockEntry { State = DrillingState.Drilling };
            block.Descriptors[Descriptors.IndexOf("rotary_speed_mean")] = b.Rpm;
            block.Descriptors[Descriptors.IndexOf("shaft_order_1")] = b.Line;
            block.Descriptors[Descriptors.IndexOf("velocity_rms_mm_per_s")] = 2.5f;
            return block;
        }).ToArray();
        var features = new float[WindowFeatures.Names.Count];
        var finding = ImbalanceRule.Judge(SampleBlocks.Input(window, features, DrillingState.Drilling, Place));
        finding.IsSeen.ShouldBeTrue();
        finding.Probability.ShouldBeLessThan(FaultLimits.NamedFrom);
    }

    [Fact]
    public void Below_ten_hertz_displacement_is_judged()
    {
        // 6 Hz: 1e6·a/((2π·6)²·√2) µm; group 1 rigid, C from 57, D from 90.
        var place = Place with { TurnsPerStringTurn = 3 };
        var perMicron = 1e-6f * MathF.Pow(2 * MathF.PI * 6, 2) * 1.41421356f;
        ImbalanceRule.Judge(Input([("rotary_speed_mean", 120), ("shaft_order_1", 90 * perMicron), ("velocity_rms_mm_per_s", 1)], place))
            .Probability.ShouldBe(0.6f, 1e-3f);
        ImbalanceRule.Judge(Input([("rotary_speed_mean", 20), ("shaft_order_1", 1)], place)).Unseen.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("motor_temperature", 128, 0.15, null)]
    [InlineData("motor_temperature", 140, 0.3, "motor")]
    [InlineData("motor_temperature", 155, 0.6, "motor")]
    [InlineData("bearing_temperature", 95, 0.3, "bearing")]
    [InlineData("bearing_temperature", 105, 0.6, "bearing")]
    [InlineData("gearbox_temperature", 93, 0.3, "gearbox")]
    public void Temperatures_are_judged_by_their_limits(string channel, float value, float probability, string? component)
    {
        var finding = Judge(OverheatingRule.Judge, (channel + "_mean", value), (channel + "_slope", 0.1f));
        finding.Component.ShouldBe(component);
        if (component is null) finding.Probability.ShouldBeLessThan(probability);
        else
        {
            finding.Probability.ShouldBe(probability, 1e-5f);
            finding.Reasons.ShouldHaveSingleItem().Descriptor.ShouldBe(channel + "_mean");
        }
    }

    [Theory]
    [InlineData(true, true, 0.6f)]
    [InlineData(false, false, 0.6f)] // it has just stopped
    [InlineData(false, true, 0.25f)]
    public void A_machine_that_stands_still_cools_and_raises_no_alarm(bool turning, bool atRest, float probability)
    {
        var input = Input([("motor_temperature_mean", 155)], Place);
        var finding = OverheatingRule.Judge(new RuleInput
        {
            Features = input.Features, Window = [], Running = [], State = DrillingState.Tripping, Turning = turning, AtRest = atRest,
        });
        finding.Probability.ShouldBe(probability, 1e-5f);
        finding.Reasons.ShouldHaveSingleItem().Descriptor.ShouldBe("motor_temperature_mean");
        finding.Limited.ShouldBe(atRest && !turning ? "the machine stands still and cools" : null);
    }

    [Fact]
    public void A_fast_rise_counts_only_near_the_limit()
    {
        Judge(OverheatingRule.Judge, ("motor_temperature_mean", 60), ("motor_temperature_slope", 20)).Probability.ShouldBe(0);
        var near = Judge(OverheatingRule.Judge, ("motor_temperature_mean", 120), ("motor_temperature_slope", 8));
        near.Probability.ShouldBe(0.2f);
        near.Reasons.ShouldHaveSingleItem().Descriptor.ShouldBe("motor_temperature_slope");
    }

    [Fact]
    public void Side_bands_of_the_mesh_tell_of_a_gear()
    {
        Of(0.2f).Probability.ShouldBeLessThan(FaultLimits.NamedFrom);
        Of(0.5f).Probability.ShouldBe(FaultLimits.AlarmFrom, 1e-5f);
        Of(0.5f).Reasons.ShouldHaveSingleItem().Descriptor.ShouldBe("gear_mesh_sidebands");
        Of(9).Probability.ShouldBe(0.5f);
        Of(float.NaN).IsSeen.ShouldBeTrue();
        // Side bands of an unloaded gear, drowned by other vibration.
        Of(9, rms: 40).Probability.ShouldBeLessThan(FaultLimits.NamedFrom);
        GearRule.Judge(Input([("gear_mesh_amplitude", 1)], Place with { GearTeeth = 0 }))
            .Unseen.ShouldBe("the teeth of the gear are unknown");

        ModeFinding Of(float sidebands, float rms = 1) => Judge(
            GearRule.Judge, ("gear_mesh_amplitude", 1), ("gear_mesh_sidebands", sidebands), ("waveform_rms", rms));
    }

    [Fact]
    public void A_gear_is_not_judged_by_one_block_of_a_speed_that_changes()
    {
        var window = new[] { (Mesh: 0.001f, Sides: 2.6f), (Mesh: 0.4f, Sides: 0.1f) }.Select(b =>
        {
            var block = new BlockEntry { State = DrillingState.Drilling };
            block.Descriptors[Descriptors.IndexOf("gear_mesh_amplitude")] = b.Mesh;
            block.Descriptors[Descriptors.IndexOf("gear_mesh_sidebands")] = b.Sides;
            block.Descriptors[Descriptors.IndexOf("waveform_rms")] = 0.5f;
            return block;
        }).ToArray();
        var features = new float[WindowFeatures.Names.Count];
        GearRule.Judge(SampleBlocks.Input(window, features, DrillingState.Drilling, Place)).Probability
            .ShouldBeLessThan(FaultLimits.NamedFrom);
    }

    [Fact]
    public void Nothing_is_said_of_a_machine_at_rest()
    {
        var features = new float[WindowFeatures.Names.Count];
        var input = new RuleInput
        {
            Features = features, Window = [], Running = [], State = DrillingState.Idle, Turning = false, Location = Place,
        };
        foreach (var rule in (Rule[])[BearingRule.Judge, GearRule.Judge, ImbalanceRule.Judge])
            rule(input).Unseen.ShouldBe("the string stands still");
    }

    [Fact]
    public void A_healthy_window_is_judged_without_an_allocation()
    {
        var input = Input([("bpfo_prominence", 2), ("bpfi_prominence", 2), ("bsf_prominence", 2), ("waveform_kurtosis", 3),
            ("shaft_order_1", 0.1f), ("rotary_speed_mean", 120), ("gear_mesh_amplitude", 1), ("motor_temperature_mean", 60)], Place);
        All(input);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++) All(input);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);

        static void All(in RuleInput input)
        {
            BearingRule.Judge(input);
            GearRule.Judge(input);
            ImbalanceRule.Judge(input);
            OverheatingRule.Judge(input);
        }
    }

    private static ModeFinding Judge(Rule rule, params (string Name, float Value)[] values) => rule(Input(values, Place));

    private static RuleInput Input((string Name, float Value)[] values, MeasurementLocation? location)
    {
        var features = new float[WindowFeatures.Names.Count];
        Array.Fill(features, float.NaN);
        foreach (var (name, value) in values)
            features[Descriptors.IndexOf(name)] = features[Descriptors.Count + Descriptors.IndexOf(name)] = value;
        return new RuleInput
        {
            Features = features, Window = [], Running = [], State = DrillingState.Drilling, Turning = true, Location = location,
        };
    }
}
