namespace Maintenance.Core.Conditions;

/// <summary>Remaining useful life with its uncertainty, in operating hours; NaN when unknown.</summary>
/// <param name="P10">One in ten fails earlier.</param>
/// <param name="P50">One in two fails earlier.</param>
/// <param name="P90">Nine in ten fail earlier.</param>
public readonly record struct RulQuantiles(float P10, float P50, float P90)
{
    /// <summary>No prediction.</summary>
    public static RulQuantiles Unknown => new(float.NaN, float.NaN, float.NaN);

    /// <summary>True when a model predicted it.</summary>
    public bool IsKnown => float.IsFinite(P50);
}
