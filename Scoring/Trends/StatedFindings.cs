using Maintenance.Scoring.HealthAssessment;
using Maintenance.Scoring.HealthAssessment.Rules;
using Maintenance.Scoring.StateDetection;

namespace Maintenance.Scoring.Trends;

/// <summary>
/// States findings in steps: probabilities in steps of 5 %, values with three digits. A late block moves most trends a little; only what an
/// operator could see as another finding has the blocks after it assessed again. Probabilities are stated as the step below, so that none
/// reaches a limit that it had not reached.
/// </summary>
internal static class StatedFindings
{
    private const float StepsPerUnit = 20;
    private const int Digits = 3;
    private const float LevelStepN = 10_000;

    /// <summary>Findings as they are stated.</summary>
    public static TrendFindings Of(in TrendFindings findings) =>
        new(Of(findings.StuckPipe), Of(findings.Washout), Of(findings.BitWear))
        {
            Sensors = findings.Sensors,
            IsAtRest = findings.IsAtRest,
            Level = new HookLoadLevel(Coarse(findings.Level.SlipsBelowN), Coarse(findings.Level.HangsAboveN)),
        };

    /// <summary>True when the two say the same.</summary>
    public static bool AreSame(in TrendFindings a, in TrendFindings b) =>
        IsSame(a.StuckPipe, b.StuckPipe) && IsSame(a.Washout, b.Washout) && IsSame(a.BitWear, b.BitWear)
        && a.Sensors == b.Sensors && a.Level.Equals(b.Level) && a.IsAtRest == b.IsAtRest;

    private static ModeFinding Of(in ModeFinding finding) => finding with
    {
        Probability = MathF.Floor(finding.Probability * StepsPerUnit) / StepsPerUnit,
        Reasons = finding.Reasons is { } reasons ? Array.ConvertAll(reasons, Of) : null,
    };

    private static Reason Of(Reason reason) => reason with
    {
        Value = Rounded(reason.Value),
        UsualLow = Rounded(reason.UsualLow),
        UsualHigh = Rounded(reason.UsualHigh),
        Contribution = Rounded(reason.Contribution) ?? 0,
    };

    // A level between two loads that differ by far more.
    private static float Coarse(float newtons) => MathF.Round(newtons / LevelStepN) * LevelStepN;

    private static float? Rounded(float? value)
    {
        if (value is not { } number || number == 0 || !float.IsFinite(number)) return value;
        var places = Digits - 1 - (int)Math.Floor(Math.Log10(Math.Abs((double)number)));
        var scale = Math.Pow(10, Math.Abs(places));
        return (float)(places >= 0 ? Math.Round(number * scale) / scale : Math.Round(number / scale) * scale);
    }

    private static bool IsSame(in ModeFinding a, in ModeFinding b) =>
        a with { Reasons = null } == b with { Reasons = null } && (a.Reasons ?? []).AsSpan().SequenceEqual(b.Reasons ?? []);
}
