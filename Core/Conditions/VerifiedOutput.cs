namespace Maintenance.Core.Conditions;

/// <summary>A column of a stored row beside its value computed again.</summary>
/// <param name="Name">Column.</param>
/// <param name="Stored">As stored; null for NULL.</param>
/// <param name="Computed">As computed again.</param>
public sealed record VerifiedOutput(string Name, string? Stored, string? Computed)
{
    /// <summary>True when both are the same.</summary>
    public bool IsEqual => string.Equals(Stored, Computed, StringComparison.Ordinal);
}
