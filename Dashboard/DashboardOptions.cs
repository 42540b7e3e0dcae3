namespace Maintenance.Dashboard;

/// <summary>
/// Pages, REST and live feed.
/// <code>{ "Dashboard": { "FeedInterval": "00:00:00.250", "StaleAfter": "00:00:30", "MaxPoints": 2000, "SqlMaxRows": 10000 } }</code>
/// </summary>
public sealed class DashboardOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Dashboard";

    /// <summary>Token of the local command line, an admin's; made by Host at each start. Empty: none. At least 16 characters.</summary>
    public string LocalToken { get; init; } = "";

    /// <summary>Folder of the keys that protect cookies and password hashes; created when absent. Default: keys, in Host:DataDirectory.</summary>
    public string KeyDirectory { get; init; } = "";

    /// <summary>Shortest time between two messages to one browser; between them the latest state wins. 20 ms – 60 s, default 250 ms.</summary>
    public TimeSpan FeedInterval { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Age of an asset's newest data from which it is shown as stale. 1 s – 1 day, default 30 s.</summary>
    public TimeSpan StaleAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Most points of a series in one answer; longer ranges are decimated to minimum, maximum and mean. 100 – 100,000, default 2,000.</summary>
    public int MaxPoints { get; init; } = 2_000;

    /// <summary>Most rows a stranger's SQL gives. 1 – 1,000,000, default 10,000.</summary>
    public int SqlMaxRows { get; init; } = 10_000;

    /// <summary>Longest run of a stranger's SQL. 100 ms – 10 min, default 30 s.</summary>
    public TimeSpan SqlTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Failures to sign in to one account from one address within <see cref="SignInWindow"/>, after which attempts are held back until it ends; an
    /// address has four times as many, an account ten times. 1 – 1,000, default 5.
    /// </summary>
    public int SignInFailures { get; init; } = 5;

    /// <summary>Time within which failures to sign in are counted. 10 ms – 1 day, default 2 min.</summary>
    public TimeSpan SignInWindow { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>A person is signed out after so long without a request. 1 min – 30 days, default 12 h.</summary>
    public TimeSpan SessionLifetime { get; init; } = TimeSpan.FromHours(12);
}
