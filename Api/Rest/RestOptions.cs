using Maintenance.Core.Ports;

namespace Maintenance.Api.Rest;

/// <summary>
/// Limits of responses. The section keeps the name it had when REST belonged to the dashboard.
/// <code>{ "Dashboard": { "MaxPoints": 2000, "SqlMaxRows": 10000, "SqlTimeout": "00:00:30" } }</code>
/// </summary>
public sealed class RestOptions
{
    /// <summary>Name of the section.</summary>
    public const string SectionName = "Dashboard";

    /// <summary>
    /// Maximum points of a series in one response; longer ranges are decimated to minimum, maximum and mean. 100–100,000, default 2,000.
    /// </summary>
    public int MaxPoints { get; init; } = 2_000;

    /// <summary>Maximum rows returned by a user's SQL. 1–1,000,000, default 10,000.</summary>
    public int SqlMaxRows { get; init; } = 10_000;

    /// <summary>Maximum run time of a user's SQL. 100 ms – 10 min, default 30 s.</summary>
    public TimeSpan SqlTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Silence of the whole fleet after which <c>/health</c> is degraded, 1 min – 365 days. Default 15 min.
    /// </summary>
    public TimeSpan SilentAfter { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Maximum rows of an export (CSV, NDJSON, the command line). 1–1,000,000,000, default 10,000,000.</summary>
    public int SqlExportMaxRows { get; init; } = 10_000_000;

    /// <summary>Maximum time of an export, its transfer included. 100 ms – 24 h, default 10 min.</summary>
    public TimeSpan SqlExportTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The server's limits for a user's SQL, lower if the caller asks for less.</summary>
    public QueryLimits SqlLimits(int? maxRows, TimeSpan? timeout = null) =>
        new(Math.Min(maxRows ?? SqlMaxRows, SqlMaxRows), Lesser(timeout, SqlTimeout));

    /// <summary>The server's limits for an export, lower if the caller asks for less.</summary>
    public QueryLimits ExportLimits(int? maxRows, TimeSpan? timeout) =>
        new(Math.Min(maxRows ?? SqlExportMaxRows, SqlExportMaxRows), Lesser(timeout, SqlExportTimeout));

    private static TimeSpan Lesser(TimeSpan? wanted, TimeSpan most) => wanted < most ? wanted.Value : most;
}
