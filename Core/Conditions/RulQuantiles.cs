namespace Maintenance.Core.Conditions;

/// <summary>Remaining useful life with its uncertainty, in operating hours; NaN when unknown.</summary>
/// <param name="P10">One in ten fails earlier.</param>
/// <param name="P50">One in two fails earlier.</param>
/// <param name="P90">Nine in ten fail earlier.</param>
public readonly record struct RulQuantiles(float P10, float P50, float P90)
{
    /// <summary>
    /// What the model can tell apart at most: a quantile at or beyond it means "more than this", since lives that its training saw go no
    /// further. NaN for a model that does not tell.
    /// </summary>
    public float Limit { get; init; } = float.NaN;

    /// <summary>No prediction.</summary>
    public static RulQuantiles Unknown => new(float.NaN, float.NaN, float.NaN);

    /// <summary>True when a model predicted it.</summary>
    public bool IsKnown => float.IsFinite(P50);

    /// <summary>True for a quantile at or beyond <see cref="Limit"/>.</summary>
    public bool IsBeyond(float quantile) => quantile >= Limit;
}
