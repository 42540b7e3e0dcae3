using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>Time expressions in SQL.</summary>
public static class SqlTime
{
    /// <summary>
    /// Number of the bucket a time falls in; the width, µs, is a parameter. Divides doubles, in which present-day microseconds are exact,
    /// because integer division differs between engines.
    /// </summary>
    public static string BucketOf(this SqlDialect dialect, string column) => $"floor({dialect.UnixMicros(column)} / CAST(? AS DOUBLE))";
}
