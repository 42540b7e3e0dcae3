namespace Maintenance.Core.Conditions;

/// <summary>Remaining useful life with its uncertainty, operating hours; NaN is unknown.</summary>
/// <param name="P10">One in ten fails before.</param>
/// <param name="P50">One in two fails before.</param>
/// <param name="P90">Nine in ten fail before.</param>
public readonly record struct RulQuantiles(float P10, float P50, float P90)
{
    /// <summary>Told by no model.</summary>
    public static RulQuantiles Unknown => new(float.NaN, float.NaN, float.NaN);

    /// <summary>True when a model tells it.</summary>
    public bool IsKnown => float.IsFinite(P50);
}
