namespace Maintenance.Core.Conditions;

/// <summary>A column of a stored row beside its recomputed value.</summary>
/// <param name="Name">Column.</param>
/// <param name="Stored">As stored; null for NULL.</param>
/// <param name="Computed">As recomputed.</param>
public sealed record VerifiedOutput(string Name, string? Stored, string? Computed)
{
    /// <summary>True when both are equal.</summary>
    public bool IsEqual => string.Equals(Stored, Computed, StringComparison.Ordinal);
}
