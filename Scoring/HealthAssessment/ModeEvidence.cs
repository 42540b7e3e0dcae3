using System.Text.Json.Serialization;

namespace Maintenance.Scoring.HealthAssessment;

/// <summary>What one failure mode could be judged by.</summary>
/// <param name="Evidence"><c>good</c>, <c>weak</c> or <c>none</c>.</param>
/// <param name="Because">What is missing, in words; null with good evidence.</param>
internal sealed record ModeEvidence(string Evidence, string? Because);

/// <summary>A failure mode that is suspected.</summary>
/// <param name="Mode">One of <c>FailureModes.All</c>.</param>
/// <param name="Probability">0–1.</param>
/// <param name="Component">The part concerned; null for the mode as such.</param>
/// <param name="Defect">What is wrong with it; null when it cannot be said.</param>
/// <param name="Severity">Zone of ISO 20816-3, or words; null without one.</param>
/// <param name="By"><c>rule</c>, <c>model</c>, or <c>rule and model</c>.</param>
/// <param name="Advice">What to do, in the driller's words.</param>
/// <param name="Effect">What to expect of it.</param>
/// <param name="Reasons">Values outside their usual range, or trends.</param>
internal sealed record SuspectedMode(
    string Mode, float Probability, string? Component, string? Defect, string? Severity, string By, string Advice, string Effect,
    Reason[] Reasons);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Dictionary<string, ModeEvidence>))]
[JsonSerializable(typeof(SuspectedMode[]))]
internal sealed partial class EvidenceJson : JsonSerializerContext;
