namespace Maintenance.Queries.RollUps;

/// <summary>What a bucket of time holds of a channel, or of the health index: enough to merge buckets without loss.</summary>
/// <param name="Minimum">Smallest value; NaN without one.</param>
/// <param name="Maximum">Largest value; NaN without one.</param>
/// <param name="Sum">Sum of the values, each as often as it counts.</param>
/// <param name="Weight">How many values there are; 0 without one.</param>
public readonly record struct BucketStatistics(float Minimum, float Maximum, double Sum, double Weight)
{
    /// <summary>Of a bucket without a value.</summary>
    public static BucketStatistics None { get; } = new(float.NaN, float.NaN, 0, 0);

    /// <summary>Mean; NaN without a value.</summary>
    public float Mean => Weight > 0 ? (float)(Sum / Weight) : float.NaN;

    /// <summary>Of both buckets together.</summary>
    public BucketStatistics With(in BucketStatistics other) => new(
        Lesser(Minimum, other.Minimum), Greater(Maximum, other.Maximum), Sum + other.Sum, Weight + other.Weight);

    private static float Lesser(float a, float b) => float.IsNaN(a) || b < a ? b : a;

    private static float Greater(float a, float b) => float.IsNaN(a) || b > a ? b : a;
}
