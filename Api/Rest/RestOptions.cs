using Maintenance.Core.Ports;

namespace Maintenance.Api.Rest;

/// <summary>
/// Bounds of answers. The section is the one that people configured while REST belonged to the dashboard.
/// <code>{ "Dashboard": { "MaxPoints": 2000, "SqlMaxRows": 10000, "SqlTimeout": "00:00:30" } }</code>
/// </summary>
public sealed class RestOptions
{
    /// <summary>Name of the section.</summary>
    public const string SectionName = "Dashboard";

    /// <summary>
    /// Most points of a series in one answer; longer ranges are decimated to minimum, maximum and mean. 100 – 100,000, default 2,000.
    /// </summary>
    public int MaxPoints { get; init; } = 2_000;

    /// <summary>Most rows a stranger's SQL gives. 1 – 1,000,000, default 10,000.</summary>
    public int SqlMaxRows { get; init; } = 10_000;

    /// <summary>Longest run of a stranger's SQL. 100 ms – 10 min, default 30 s.</summary>
    public TimeSpan SqlTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The server's limits of a stranger's SQL, with fewer rows where the caller wants fewer.</summary>
    public QueryLimits SqlLimits(int? maxRows) => new(Math.Min(maxRows ?? SqlMaxRows, SqlMaxRows), SqlTimeout);
}
