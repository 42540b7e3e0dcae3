using Maintenance.Core.Channels;
using Maintenance.Core.Conditions;
using Maintenance.Scoring.HealthAssessment.Rules;

namespace Maintenance.Scoring.Tests.HealthAssessment.Rules;

/// <summary>Stick-slip by the index of the bit's speed, by surface torque, and not by what only looks like it.</summary>
public sealed class StickSlipRuleTests
{
    private const double Hz = 0.2;

    [Theory]
    [InlineData(0.1, 0, 0.01, null)]
    [InlineData(0.4, 0.13, 0.17, null)]
    [InlineData(0.505, 0.28, 0.32, "moderate")]
    [InlineData(1.0, 0.68, 0.72, "severe")]
    [InlineData(1.4, 0.8, 0.9, "severe")]
    public void The_index_of_the_bit_speed_is_the_severity(double index, double least, double most, string? severity)
    {
        var found = Steady(Bit(t => 120 * (1 + (index * Wave(t)))));
        found.IsSeen.ShouldBeTrue();
        ((double)found.Probability).ShouldBeInRange(least, most);
        if (severity is null) return;
        found.Severity.ShouldBe(severity);
        found.Defect.ShouldBe(index >= 1 ? "the bit stops" : "torsional oscillation");
        found.Reasons!.ShouldHaveSingleItem().Value!.Value.ShouldBe((float)index, 0.02f);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(2)]
    public void All_of_the_torsional_band_shows(double hz) =>
        Steady(Bit(t => 120 * (1 + (0.8 * Math.Sin(2 * Math.PI * hz * t))))).Probability.ShouldBeGreaterThan(0.5f);

    [Theory]
    [InlineData(20)]
    [InlineData(50)]
    [InlineData(57)]
    public void A_start_of_rotation_is_no_stick_slip(double start) =>
        Transient(t => t < start ? 0 : Math.Min(120, 15 * (t - start))).Probability.ShouldBeLessThan(0.15f);

    [Theory]
    [InlineData(20)]
    [InlineData(45)]
    [InlineData(54)]
    public void Neither_is_a_stop(double stop) =>
        Transient(t => t < stop ? 120 : Math.Max(0, 120 - (20 * (t - stop)))).Probability.ShouldBeLessThan(0.15f);

    [Fact]
    public void Nor_a_new_speed() => Transient(t => t < 33 ? 60 : 150).Probability.ShouldBeLessThan(0.15f);

    [Theory]
    [InlineData(30)]
    [InlineData(34)]
    [InlineData(37)]
    [InlineData(40)]
    public void Nor_a_slow_way_down_and_up_in_the_first_minute(int seconds) =>
        SampleBlocks.Ask(StickSlipRule.Judge, 10, seconds, DrillingState.Reaming, (StandardChannels.RotarySpeed, t =>
            t < 8 ? 150 : t < 14 ? 150 - (23.5 * (t - 8)) : Math.Min(106, 9 + (9 * (t - 14)))))
            .Probability.ShouldBeLessThan(0.15f);

    [Fact]
    public void A_connection_does_not_hide_it() =>
        SampleBlocks.Ask(StickSlipRule.Judge, 10, 60, DrillingState.Drilling, (StandardChannels.RotarySpeed, t => t < 20 ? 0 : 120),
            (StandardChannels.BitSpeed, t => t < 20 ? 0 : 120 * (1 + Wave(t)))).Probability.ShouldBeGreaterThan(0.6f);

    [Fact]
    public void After_a_connection_it_waits_for_half_a_minute() =>
        SampleBlocks.Ask(StickSlipRule.Judge, 10, 60, DrillingState.Drilling, (StandardChannels.RotarySpeed, t => t < 45 ? 0 : 120))
            .Unseen.ShouldBe("the string has not turned for half a minute yet");

    [Fact]
    public void Surface_torque_that_swings_is_weaker_evidence()
    {
        var found = SampleBlocks.Ask(StickSlipRule.Judge, 10, 60, DrillingState.Drilling, (StandardChannels.RotarySpeed, _ => 120),
            (StandardChannels.Torque, t => 10_000 * (1 + (0.7 * Wave(t)))));
        ((double)found.Probability).ShouldBeInRange(0.3, 0.5);
        found.Limited.ShouldBe("from surface only");
        found.Reasons!.ShouldHaveSingleItem().Cause.ShouldBe("surface torque swings");
    }

    [Fact]
    public void Noise_of_torque_is_no_oscillation()
    {
        var random = new Random(1);
        SampleBlocks.Ask(StickSlipRule.Judge, 10, 60, DrillingState.Drilling, (StandardChannels.RotarySpeed, _ => 120),
            (StandardChannels.Torque, _ => 10_000 * (1 + (0.15 * (random.NextDouble() - 0.5) * 3)))).Probability.ShouldBeLessThan(0.15f);
    }

    [Fact]
    public void A_bit_speed_that_is_only_computed_does_not_hide_what_torque_shows() =>
        SampleBlocks.Ask(StickSlipRule.Judge, 10, 60, DrillingState.Drilling, (StandardChannels.RotarySpeed, _ => 120),
            (StandardChannels.BitSpeed, _ => 180), (StandardChannels.Torque, t => 10_000 * (1 + (0.7 * Wave(t)))))
            .Probability.ShouldBeGreaterThan(0.3f);

    [Theory]
    [InlineData(1, "fewer than 4 readings a second")]
    [InlineData(5, "readings are seconds apart")]
    [InlineData(60, "readings are 20 s apart or more")]
    public void Rare_readings_do_not_show_it(int every, string why)
    {
        var blocks = Enumerable.Range(0, 121).Where(s => s % every == 0)
            .Select(s => SampleBlocks.Block(s, 1, (StandardChannels.RotarySpeed, t => t % 2 < 1 ? 20 : 200))).ToList();
        var found = SampleBlocks.Ask(StickSlipRule.Judge, blocks, DrillingState.Drilling);
        found.IsSeen.ShouldBeFalse();
        found.Unseen!.ShouldStartWith(why);
    }

    [Fact]
    public void A_string_that_stands_shows_nothing()
    {
        SampleBlocks.Ask(StickSlipRule.Judge, 10, 60, DrillingState.Connection, (StandardChannels.RotarySpeed, _ => 0)).Unseen
            .ShouldBe("the string does not turn");
        SampleBlocks.Ask(StickSlipRule.Judge, 10, 60, DrillingState.Drilling, (StandardChannels.Torque, _ => 1_000)).IsSeen.ShouldBeFalse();
    }

    private static double Wave(double t) => Math.Sin(2 * Math.PI * Hz * t);

    private static (int, Func<double, double>) Bit(Func<double, double> speed) => (StandardChannels.BitSpeed, speed);

    private static ModeFinding Steady((int, Func<double, double>) bit) =>
        SampleBlocks.Ask(StickSlipRule.Judge, 20, 60, DrillingState.Drilling, (StandardChannels.RotarySpeed, _ => 120), bit);

    private static ModeFinding Transient(Func<double, double> speed) => SampleBlocks.Ask(
        StickSlipRule.Judge, 10, 60, DrillingState.Drilling,
        (StandardChannels.RotarySpeed, speed), (StandardChannels.BitSpeed, speed), (StandardChannels.Torque, t => 50 * speed(t)));
}
