namespace Maintenance.Queries;

/// <summary>Half-open range of depth, micrometres below the reference of the hole depth.</summary>
/// <param name="Top">Least depth.</param>
/// <param name="Bottom">Greatest depth.</param>
public readonly record struct DepthRange(long Top, long Bottom)
{
    /// <summary>Micrometres of a metre.</summary>
    public const long Metre = 1_000_000;

    private static readonly long[] Steps =
        [.. new[] { 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100 }.Select(m => (long)(m * Metre))];

    /// <summary>Of depths in metres.</summary>
    public static DepthRange OfMetres(double top, double bottom) => new((long)Math.Floor(top * Metre), (long)Math.Ceiling(bottom * Metre));

    /// <summary>The smallest round step that divides the range into at most so many buckets, micrometres.</summary>
    public long Step(int points)
    {
        var length = Math.Max(1, Bottom - Top);
        foreach (var step in Steps)
            if (length <= step * points) return step;
        return (length / points / Steps[^1] + 1) * Steps[^1];
    }
}
