using Maintenance.Core.Conditions;
using Maintenance.Scoring.Trends;

namespace Maintenance.Scoring.HealthAssessment.Rules;

/// <summary>The rules of all failure modes, and what each mode can be judged by.</summary>
internal static class DiagnosticRules
{
    private const string AtRest = "the string stands still";

    // Beginnings of the names of descriptors that tell of a mode.
    private static readonly Dictionary<string, string[]> Informing = new(StringComparer.Ordinal)
    {
        [FailureModes.BearingWear] = ["waveform_", "band_high", "envelope_", "bpf", "bsf_", "ftf_", "bearing_temperature"],
        [FailureModes.Imbalance] = ["band_shaft", "shaft_order", "velocity_rms"],
        [FailureModes.StickSlip] = ["stick_slip", "torque_std", "torsional_", "rotary_speed_std"],
        [FailureModes.Overheating] = ["bearing_temperature", "motor_temperature", "gearbox_temperature"],
    };

    /// <summary>True when a descriptor tells of a failure mode.</summary>
    public static bool Informs(string mode, string descriptor) =>
        Informing.TryGetValue(mode, out var beginnings) && Array.Exists(beginnings, b => descriptor.StartsWith(b, StringComparison.Ordinal));

    /// <summary>Judges every failure mode.</summary>
    /// <param name="input">The window.</param>
    /// <param name="trends">The minutes before it.</param>
    /// <param name="findings">Overwritten; one per <c>FailureModes.All</c>.</param>
    public static void Judge(in RuleInput input, in TrendFindings trends, Span<ModeFinding> findings)
    {
        findings.Fill(ModeFinding.NotSeen("no rule yet"));
        foreach (var mode in (string[])[FailureModes.BearingWear, FailureModes.Imbalance, FailureModes.StickSlip, FailureModes.Overheating])
            findings[FailureModes.IndexOf(mode)] = !input.Turning ? ModeFinding.NotSeen(AtRest)
                : HasAny(input, mode) ? ModeFinding.Healthy : ModeFinding.NotSeen("no sensor shows it");
        findings[FailureModes.IndexOf(FailureModes.BitWear)] = trends.BitWear;
        findings[FailureModes.IndexOf(FailureModes.StuckPipe)] = trends.StuckPipe;
        findings[FailureModes.IndexOf(FailureModes.Washout)] = trends.Washout;
    }

    private static bool HasAny(in RuleInput input, string mode)
    {
        for (var i = 0; i < Descriptors.Count; i++)
            if (input.Has(i) && Informs(mode, Descriptors.All[i].Name)) return true;
        return false;
    }
}
