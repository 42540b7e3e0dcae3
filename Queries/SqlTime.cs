using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>Time in this stage's SQL.</summary>
public static class SqlTime
{
    /// <summary>
    /// Number of the bucket, of the width given as a parameter in µs, that a time falls in. Divided as doubles, in which microseconds of
    /// our centuries are exact: whole numbers divide differently from engine to engine.
    /// </summary>
    public static string BucketOf(this SqlDialect dialect, string column) => $"floor({dialect.UnixMicros(column)} / CAST(? AS DOUBLE))";
}
