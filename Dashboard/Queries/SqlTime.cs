namespace Maintenance.Dashboard.Queries;

/// <summary>
/// The one place where this stage's SQL is not common to DuckDB and the MySQL family: number of the bucket, of the width given as a parameter in µs,
/// that a time falls in. An engine of the MySQL family gets a stored function <c>epoch_us</c> by its migrations.
/// </summary>
internal static class SqlTime
{
    public static string BucketOf(string column) => $"CAST(floor(epoch_us({column}) / ?) AS BIGINT)";
}
