namespace Maintenance.Scoring.Pmml;

/// <summary>What is usual for an input: the 5th and 95th percentile over healthy training rows; NaN when the document does not tell.</summary>
public readonly record struct UsualRange(float Low, float High)
{
    /// <summary>The document does not tell.</summary>
    public static UsualRange Unknown { get; } = new(float.NaN, float.NaN);

    public bool IsKnown => !float.IsNaN(Low);
}
