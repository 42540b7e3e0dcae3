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

    /// <summary>The server's limits for a user's SQL, with fewer rows if the caller asks for fewer.</summary>
    public QueryLimits SqlLimits(int? maxRows) => new(Math.Min(maxRows ?? SqlMaxRows, SqlMaxRows), SqlTimeout);
}
