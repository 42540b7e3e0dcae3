namespace Maintenance.Api.Wording;

/// <summary>A failure mode that is suspected.</summary>
/// <param name="Mode">One of <c>FailureModes.All</c>.</param>
/// <param name="Probability">0–1.</param>
/// <param name="Component">The part concerned; null for the mode as such.</param>
/// <param name="Defect">What is wrong with it; null when it cannot be said.</param>
/// <param name="Severity">A zone of ISO 20816-3 (A–D), or words; null without one.</param>
/// <param name="By"><c>rule</c>, <c>model</c>, or <c>rule and model</c>.</param>
/// <param name="Advice">What to do.</param>
/// <param name="Effect">What to expect of it.</param>
/// <param name="Reasons">Values outside their usual range, or trends; strongest first.</param>
public sealed record Finding(
    string Mode, double Probability, string? Component, string? Defect, string? Severity, string? By, string? Advice, string? Effect,
    IReadOnlyList<Reason> Reasons)
{
    /// <summary>Component and defect in words; empty when neither is known.</summary>
    public string Place => (Component, Defect) switch
    {
        ({ } part, { } defect) => $"{part}, {defect}",
        _ => Component ?? Defect ?? "",
    };
}
