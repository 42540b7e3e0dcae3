namespace Maintenance.Scoring.AdvisoryGeneration;

/// <summary>What to do about a failure mode (ISO 13374 advisory generation).</summary>
/// <param name="Advice">The action, in the driller's words.</param>
/// <param name="Effect">What to expect of it, and what to do if it does not come.</param>
internal sealed record Advisory(string Advice, string Effect);
