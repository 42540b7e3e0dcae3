namespace Maintenance.Api.Wording;

/// <summary>What one failure mode could be judged by.</summary>
/// <param name="Mode">One of <c>FailureModes.All</c>.</param>
/// <param name="Evidence"><c>good</c>, <c>weak</c> or <c>none</c>.</param>
/// <param name="Because">What limits it or is missing; null with good evidence.</param>
public sealed record ModeEvidence(string Mode, string Evidence, string? Because)
{
    /// <summary>True when nothing tells of the mode.</summary>
    public bool IsNone => string.Equals(Evidence, "none", StringComparison.Ordinal);
}
