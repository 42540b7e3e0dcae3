using Maintenance.Core.Channels;
using Maintenance.Core.Conditions;
using Maintenance.Scoring.HealthAssessment.Rules;

namespace Maintenance.Scoring.Tests.HealthAssessment.Rules;

/// <summary>Whirl by lateral energy above rotation, and not by imbalance, impacts or shaking in all directions.</summary>
public sealed class WhirlRuleTests
{
    private const double G = 9.80665, Rpm = 120;

    [Theory]
    [InlineData(0.5, 0, 0, null)]
    [InlineData(1.5, 0.28, 0.32, "moderate")]
    [InlineData(3.05, 0.68, 0.75, "severe")]
    public void Lateral_energy_is_the_severity(double g, double least, double most, string? severity)
    {
        var found = Ask(t => g * G * Math.Sqrt(2) * Rolling(t), t => 0.2 * G * Rolling(t + 0.01));
        found.IsSeen.ShouldBeTrue();
        ((double)found.Probability).ShouldBeInRange(least, most);
        found.Severity.ShouldBe(severity);
        (found.Reasons is null).ShouldBe(severity is null);
    }

    [Fact]
    public void Imbalance_is_not_whirl() =>
        Ask(t => 3 * G * Math.Sin(2 * Math.PI * Rpm / 60 * t), t => 0.1 * G * Rolling(t)).Probability.ShouldBeLessThan(0.15f);

    [Fact]
    public void Shaking_in_all_directions_is_not_whirl() =>
        Ask(t => 3 * G * Rolling(t), t => 3 * G * Rolling(t + 0.02)).Probability.ShouldBeLessThan(0.15f);

    [Fact]
    public void Single_impacts_are_not_whirl() =>
        Ask(t => t % 0.5 < 0.011 ? 20 * G : 0, t => 0.1 * G * Rolling(t)).Probability.ShouldBeLessThan(0.15f);

    [Fact]
    public void Without_axial_vibration_the_suspicion_is_worth_half()
    {
        var found = SampleBlocks.Ask(WhirlRule.Judge, 100, 60, DrillingState.Drilling, (StandardChannels.RotarySpeed, _ => Rpm),
            (StandardChannels.VibrationLateral, t => 3 * G * Math.Sqrt(2) * Rolling(t)));
        ((double)found.Probability).ShouldBeInRange(0.34, 0.36);
        found.Limited.ShouldBe("by lateral vibration only");
    }

    [Fact]
    public void What_cannot_show_it_says_so()
    {
        SampleBlocks.Ask(WhirlRule.Judge, 100, 60, DrillingState.Drilling, (StandardChannels.RotarySpeed, _ => Rpm)).Unseen
            .ShouldBe("no lateral vibration");
        SampleBlocks.Ask(WhirlRule.Judge, 10, 60, DrillingState.Drilling, (StandardChannels.RotarySpeed, _ => Rpm),
            (StandardChannels.VibrationLateral, Rolling)).Unseen!.ShouldStartWith("lateral vibration is read too rarely");
        SampleBlocks.Ask(WhirlRule.Judge, 100, 60, DrillingState.Idle, (StandardChannels.VibrationLateral, Rolling)).Unseen
            .ShouldBe("the string does not turn");
    }

    private static double Rolling(double t) => Math.Sin(2 * Math.PI * 5.3 * Rpm / 60 * t);

    private static ModeFinding Ask(Func<double, double> lateral, Func<double, double> axial) =>
        SampleBlocks.Ask(WhirlRule.Judge, 100, 60, DrillingState.Drilling, (StandardChannels.RotarySpeed, _ => Rpm),
            (StandardChannels.VibrationLateral, lateral), (StandardChannels.VibrationAxial, axial));
}
