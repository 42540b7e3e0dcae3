using Maintenance.Api.Wording;

namespace Maintenance.Api.Rest;

/// <summary>A failure mode that is suspected.</summary>
internal sealed record FindingContract(
    string FailureMode, double Probability, string? Component, string? Defect, string? Severity, string? By, string? Advice,
    string? Effect, IReadOnlyList<ReasonContract> Reasons)
{
    public static FindingContract[] All(string? json) => [.. ConditionText.Findings(json, UnitSystem.Metric).Select(Of)];

    private static FindingContract Of(Finding f) => new(
        f.Mode, Math.Round(f.Probability, 4), f.Component, f.Defect, f.Severity, f.By, f.Advice, f.Effect,
        [.. f.Reasons.Select(ReasonContract.Of)]);
}
