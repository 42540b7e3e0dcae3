namespace Maintenance.Dashboard;

/// <summary>
/// Pages and live feed.
/// <code>{ "Dashboard": { "FeedInterval": "00:00:00.250", "StaleAfter": "00:00:30" } }</code>
/// </summary>
public sealed class DashboardOptions
{
    /// <summary>Configuration section, shared with <c>AccessOptions</c> and <c>RestOptions</c>.</summary>
    public const string SectionName = "Dashboard";

    /// <summary>
    /// Minimum interval between two messages to one browser; in between, only the latest state is kept. 20 ms – 60 s, default 250 ms.
    /// </summary>
    public TimeSpan FeedInterval { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Age of an asset's newest data above which it is shown as stale. 1 s – 1 day, default 30 s.</summary>
    public TimeSpan StaleAfter { get; init; } = TimeSpan.FromSeconds(30);
}
