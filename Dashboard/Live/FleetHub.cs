using Maintenance.Api.Access;
using Maintenance.Api.Alarms;
using Maintenance.Api.Fleet;
using Maintenance.Core.Assets;
using Maintenance.Dashboard.Display;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Maintenance.Dashboard.Live;

/// <summary>
/// The hub <c>/hub/fleet</c> (<c>docs/rest.md</c>). A connection watches regions and drills, and receives the newest state of each at
/// most once per interval. Regions that a user may not see behave as if they did not exist. When the session ends, or its account
/// changes, the connection is closed: its successor has the rights of then.
/// </summary>
internal sealed class FleetHub(
    LiveFleet fleet, FleetRounds rounds, AlarmBook book, AlarmTally tally, AssetRegistry registry, IHubContext<FleetHub> hub,
    FleetConnections connections, IOptions<DashboardOptions> options, UserSessions sessions, TimeProvider clock, ILogger<FleetHub> log)
    : Hub
{
    private const string Key = "feed";

    private ConnectionFeed Feed => (ConnectionFeed)Context.Items[Key]!;

    public override Task OnConnectedAsync()
    {
        var context = Context; // the hub instance lives only for this call
        var user = context.User!;
        var (scope, preferences, client) = (UserClaims.ScopeOf(user), PreferencesOf(context), hub.Clients.Client(context.ConnectionId));
        var feed = new ConnectionFeed(
            fleet, rounds, new AlarmFeed(book, tally, registry, scope, preferences, client), scope, preferences.Units, client,
            connections[context.ConnectionId].WriteAsync, options.Value.FeedInterval, clock, () => sessions.IsCurrentAsKnown(user));
        context.Items[Key] = feed;
        feed.Start(
            error =>
            {
                if (error is null) log.SessionEnded(UserClaims.NameOf(user), context.ConnectionId);
                else log.FeedEnded(error, context.ConnectionId);
                context.Abort();
            },
            context.ConnectionAborted);
        return Task.CompletedTask;
    }

    public override async Task OnDisconnectedAsync(Exception? exception)
    {
        if (Context.Items.TryGetValue(Key, out var feed)) await ((ConnectionFeed)feed!).DisposeAsync();
    }

    /// <summary>Watches all drills, or those of one region.</summary>
    public void WatchFleet(string? region = null) => Feed.WatchFleet(string.IsNullOrWhiteSpace(region) ? null : region);

    public void UnwatchFleet() => Feed.UnwatchFleet();

    /// <summary>Watches the rows of the list of drills that are in sight, instead of those watched before.</summary>
    /// <param name="region">The only region; null for all.</param>
    /// <param name="state">The only state; null for all.</param>
    /// <param name="first">First row, from 0.</param>
    /// <param name="count">Number of rows, at most <see cref="FleetWindow.MaxCount"/>.</param>
    public void WatchList(string? region, string? state, int first, int count)
    {
        if (first < 0 || count is < 1 or > FleetWindow.MaxCount)
            throw new HubException($"first is {first}, count is {count}; allowed: 0 or more, and 1 to {FleetWindow.MaxCount}.");
        if (state is not null && !DrillStates.All.Contains(state))
            throw new HubException($"state is '{state}'; allowed: {string.Join(", ", DrillStates.All)}, or null for all.");
        Feed.WatchList(string.IsNullOrWhiteSpace(region) ? null : region, state, first, count);
    }

    public void UnwatchList() => Feed.UnwatchList();

    /// <summary>Watches one drill with its channels. At most <see cref="ConnectionFeed.MaxAssets"/> at a time.</summary>
    public void WatchAsset(string asset)
    {
        if (!Feed.TryWatchAsset(asset)) throw new HubException($"asset: there is no asset '{asset}', or {ConnectionFeed.MaxAssets} are "
            + "already watched; unwatch one first.");
    }

    public void UnwatchAsset(string asset) => Feed.UnwatchAsset(asset);

    /// <summary>Watches a list of alarms, instead of the one watched before.</summary>
    /// <param name="query">Query string of the page of alarms.</param>
    public void WatchAlarms(string? query = null) => Feed.Alarms.Watch(AlarmFilter.Of(query ?? ""));

    public void UnwatchAlarms() => Feed.Alarms.Unwatch();

    /// <summary>Watches the numbers of open alarms by priority.</summary>
    public void WatchAlarmCounts() => Feed.Alarms.WatchCounts(true);

    public void UnwatchAlarmCounts() => Feed.Alarms.WatchCounts(false);

    /// <summary>Watches the numbers of open alarms by drill and priority.</summary>
    public void WatchAlarmAssets() => Feed.Alarms.WatchAssets(true);

    public void UnwatchAlarmAssets() => Feed.Alarms.WatchAssets(false);

    // Numbers are sent in stored units; only texts depend on the user.
    private UserPreferences PreferencesOf(HubCallerContext context) =>
        context.GetHttpContext() is { } http ? UserPreferences.Read(http.Request, clock) : UserPreferences.Default;
}
