using Maintenance.Core.Conditions;

namespace Maintenance.Scoring.HealthAssessment.Rules;

/// <summary>The rules of all failure modes, and what each mode can be judged by.</summary>
internal static class DiagnosticRules
{
    private static readonly int BearingWear = FailureModes.IndexOf(FailureModes.BearingWear);
    private static readonly int Imbalance = FailureModes.IndexOf(FailureModes.Imbalance);
    private static readonly int StickSlip = FailureModes.IndexOf(FailureModes.StickSlip);
    private static readonly int Overheating = FailureModes.IndexOf(FailureModes.Overheating);
    private static readonly int GearWear = FailureModes.IndexOf(FailureModes.GearWear);
    private static readonly int Whirl = FailureModes.IndexOf(FailureModes.Whirl);
    private static readonly int BitBounce = FailureModes.IndexOf(FailureModes.BitBounce);
    private static readonly int BitWear = FailureModes.IndexOf(FailureModes.BitWear);
    private static readonly int StuckPipe = FailureModes.IndexOf(FailureModes.StuckPipe);
    private static readonly int Washout = FailureModes.IndexOf(FailureModes.Washout);

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
        Informing.TryGetValue(mode, out var beginnings)
        && Array.Exists(beginnings, b => descriptor.StartsWith(b, StringComparison.Ordinal));

    /// <summary>Judges every failure mode.</summary>
    /// <param name="input">The window.</param>
    /// <param name="trends">The minutes before it.</param>
    /// <param name="findings">Overwritten; one per <c>FailureModes.All</c>.</param>
    public static void Judge(in RuleInput input, in TrendFindings trends, Span<ModeFinding> findings)
    {
        findings[BearingWear] = BearingRule.Judge(input);
        findings[Imbalance] = ImbalanceRule.Judge(input);
        findings[Overheating] = OverheatingRule.Judge(input);
        findings[GearWear] = GearRule.Judge(input);
        findings[StickSlip] = StickSlipRule.Judge(input);
        findings[Whirl] = WhirlRule.Judge(input);
        findings[BitBounce] = BitBounceRule.Judge(input);
        findings[BitWear] = trends.BitWear;
        findings[StuckPipe] = trends.StuckPipe;
        findings[Washout] = trends.Washout;
    }
}
