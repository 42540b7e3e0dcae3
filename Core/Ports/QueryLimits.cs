namespace Maintenance.Core.Ports;

/// <summary>Limits of an untrusted query.</summary>
/// <param name="MaxRows">Maximum number of rows returned; more set <see cref="QueryResult.Truncated"/>.</param>
/// <param name="Timeout">Maximum run time.</param>
public sealed record QueryLimits(int MaxRows, TimeSpan Timeout)
{
    /// <summary>10,000 rows, 30 s.</summary>
    public static QueryLimits Default { get; } = new(10_000, TimeSpan.FromSeconds(30));
}
