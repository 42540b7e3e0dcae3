using Maintenance.Core.Conditions;
using static Maintenance.Scoring.DataManipulation.DescriptorIndex;
using static Maintenance.Scoring.DataManipulation.EnvelopeIndex;

namespace Maintenance.Scoring.HealthAssessment.Rules;

/// <summary>
/// Bearing damage without training: impacts at a defect's frequency say which part, impulsiveness without them only that something knocks,
/// temperature that something rubs.
/// </summary>
internal static class BearingRule
{
    /// <summary>Names of the defects, in the order of <see cref="BearingShares"/>.</summary>
    public static IReadOnlyList<string> Defects { get; } = ["outer race", "inner race", "rolling element"];

    // Prominence of a comb of four lines. Of 700 drawn machines without a defect none reaches 3; a line is read from three to four times
    // its floor on by eye.
    private static readonly ProbabilityScale Lines = new(3.2f, 3.6f, 4.6f);

    // The cage modulates the envelope of healthy bearings too, when load is uneven.
    private static readonly ProbabilityScale CageLines = new(5, 8, 16);

    // Kurtosis of the waveform less the 3 of noise. Handbooks call 4 to 6 suspicious and mean bearings whose defect frequencies are not
    // looked at; healthy ones reach 7. Where lines could be told and are not there, it takes more.
    private static readonly ProbabilityScale Impacts = new(5, 10, 30);
    private static readonly ProbabilityScale ImpactsWithoutLines = new(9, 40, 400);

    // °C; alarm and trip of makers of motors and bearings (95 and 105), which wear shares with poor lubrication: half as sure.
    private static readonly ProbabilityScale Temperature = new(95, 105, 120);

    // Above it a waveform is cut at the sensor's limits, which itself looks like impacts.
    private const float MaxClipped = 0.005f;

    // What a defect must be ahead of the next, in evidence, to be named.
    private const float LeastMargin = 0.4f;

    /// <summary>Judges bearing damage.</summary>
    public static ModeFinding Judge(in RuleInput input)
    {
        if (!input.Turning) return ModeFinding.NotSeen("the string stands still");
        var saturated = input.Mean(WaveformClipped) > MaxClipped;
        var waveform = input.Has(WaveformKurtosis) && !saturated;
        if (!waveform && !input.Has(BearingTemperatureMean))
            return ModeFinding.NotSeen(
                saturated ? "the vibration sensor is saturated" : "no vibration waveform and no bearing temperature");
        var byTemperature = Temperature.Of(input.Mean(BearingTemperatureMean));
        if (!waveform) return Find(input, byTemperature, defect: null, "by temperature only", []);

        var shares = BearingShares.Of(input);
        var (byLines, cage) = (Lines.Of(shares.Prominence), Math.Min(CageLines.Of(input.Mean(FtfProminence)), FaultLimits.AlarmFrom));
        // Only looked for where it can matter.
        var kurtosis = input.Max(WaveformKurtosis) - 3 > Impacts.Suspicion / 2
            ? WindowMedian.Of(input, WaveformKurtosis, WaveformKurtosis) : input.Mean(WaveformKurtosis);
        var byImpacts = (shares.IsKnown ? ImpactsWithoutLines : Impacts).Of(kurtosis - 3);
        var probability = Math.Max(Math.Max(byLines, byImpacts), Math.Max(cage, byTemperature));
        var defect = byLines >= FaultLimits.NamedFrom ? shares.Margin >= LeastMargin ? Defects[shares.Leading] : null
            : cage >= FaultLimits.NamedFrom ? "cage" : null;
        return Find(input, probability, defect, Limit(input, shares),
        [
            new(shares.Descriptor, byLines, 1, 3), new(FtfProminence, cage, 1, 4),
            new(WaveformKurtosis, byImpacts, 2.5f, shares.IsKnown ? 7 : 5), new(BearingTemperatureMean, byTemperature, float.NaN, 85),
        ]);
    }

    private static string? Limit(in RuleInput input, in BearingShares shares) =>
        shares.IsKnown ? null
        : input.Location?.Bearing is null ? "without the geometry of the bearing"
        : input.Has(RotarySpeedMean) ? "the waveform is too short to tell which part" : "without rotary speed";

    private static ModeFinding Find(in RuleInput input, float probability, string? defect, string? limited, ReadOnlySpan<RuleSign> signs)
    {
        var finding = new ModeFinding { Probability = probability, Limited = limited };
        if (probability < FaultLimits.NamedFrom) return finding;
        return finding with
        {
            Component = RuleSign.Component(input.Location, "bearing"),
            Defect = defect,
            Severity = VibrationZones.LetterAt(input.Location, input.Mean(VelocityRms)),
            Reasons = RuleSign.Reasons(input, signs.IsEmpty ? [new(BearingTemperatureMean, probability, float.NaN, 85)] : signs),
        };
    }
}
