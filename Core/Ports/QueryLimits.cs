namespace Maintenance.Core.Ports;

/// <summary>Bounds of a stranger's query.</summary>
/// <param name="MaxRows">Most rows returned; more set <see cref="QueryResult.Truncated"/>.</param>
/// <param name="Timeout">Longest run time.</param>
public sealed record QueryLimits(int MaxRows, TimeSpan Timeout)
{
    /// <summary>10,000 rows, 30 s.</summary>
    public static QueryLimits Default { get; } = new(10_000, TimeSpan.FromSeconds(30));
}
