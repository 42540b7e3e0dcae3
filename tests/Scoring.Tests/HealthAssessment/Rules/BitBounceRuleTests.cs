using Maintenance.Core.Channels;
using Maintenance.Core.Conditions;
using Maintenance.Scoring.HealthAssessment.Rules;

namespace Maintenance.Scoring.Tests.HealthAssessment.Rules;

/// <summary>Bit bounce by axial vibration and hook load together.</summary>
public sealed class BitBounceRuleTests
{
    private const double G = 9.80665, Rpm = 120;

    [Fact]
    public void Both_witnesses_together_are_surer_than_each()
    {
        var axial = Ask((StandardChannels.VibrationAxial, t => 2 * G * Lobes(t)), (StandardChannels.VibrationLateral, t => 0.1 * Lobes(t)));
        var hook = Ask((StandardChannels.HookLoad, t => 1e6 + (120e3 * Lobes(t))));
        var both = Ask((StandardChannels.VibrationAxial, t => 2 * G * Lobes(t)),
            (StandardChannels.HookLoad, t => 1e6 + (120e3 * Lobes(t))));
        hook.Limited.ShouldBe("by hook load only");
        axial.Limited.ShouldBe("by axial vibration only");
        both.Limited.ShouldBeNull();
        both.Probability.ShouldBeGreaterThan(Math.Max(axial.Probability, hook.Probability));
        both.Probability.ShouldBeGreaterThan(0.3f);
        both.Reasons!.Length.ShouldBe(2);
    }

    [Theory]
    [InlineData(0.3, 5_000)]
    [InlineData(0.5, 15_000)]
    public void Quiet_drilling_is_healthy(double g, double newtons)
    {
        var found = Ask((StandardChannels.VibrationAxial, t => g * G * Math.Sqrt(2) * Lobes(t)),
            (StandardChannels.HookLoad, t => 1e6 + (newtons * Math.Sqrt(2) * Lobes(t))));
        found.IsSeen.ShouldBeTrue();
        found.Probability.ShouldBe(0);
    }

    [Fact]
    public void Heave_of_the_hook_without_axial_vibration_is_no_bounce() =>
        Ask((StandardChannels.VibrationAxial, t => 0.1 * G * Lobes(t)), (StandardChannels.HookLoad, t => 1e6 + (60e3 * Lobes(t / 8))))
            .Probability.ShouldBeLessThan(0.15f);

    [Fact]
    public void A_connection_in_the_window_is_no_bounce() =>
        Ask((StandardChannels.VibrationAxial, t => 0.1 * G * Lobes(t)), (StandardChannels.HookLoad, t => t is > 20 and < 40 ? 3e5 : 1e6))
            .Probability.ShouldBeLessThan(0.15f);

    [Fact]
    public void What_cannot_show_it_says_so()
    {
        Ask().Unseen.ShouldBe("no axial vibration and no hook load");
        SampleBlocks.Ask(BitBounceRule.Judge, 10, 60, DrillingState.Drilling, (StandardChannels.HookLoad, _ => 1e6)).Unseen!
            .ShouldStartWith("fewer than 20 readings a second");
        SampleBlocks.Ask(BitBounceRule.Judge, 100, 60, DrillingState.Reaming, (StandardChannels.HookLoad, _ => 1e6)).Unseen
            .ShouldBe("the bit is not drilling");
    }

    private static double Lobes(double t) => Math.Sin(2 * Math.PI * 3 * Rpm / 60 * t);

    private static ModeFinding Ask(params (int, Func<double, double>)[] channels) => SampleBlocks.Ask(BitBounceRule.Judge, 100, 60,
        DrillingState.Drilling, [(StandardChannels.RotarySpeed, _ => Rpm), .. channels]);
}
