using Maintenance.Api.Access;
using Maintenance.Api.Fleet;
using Maintenance.Api.Wording;
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
internal sealed class FleetHub(LiveFleet fleet, IHubContext<FleetHub> hub, IOptions<DashboardOptions> options,
    UserSessions sessions, TimeProvider clock, ILogger<FleetHub> log) : Hub
{
    private const string Key = "feed";

    private ConnectionFeed Feed => (ConnectionFeed)Context.Items[Key]!;

    public override Task OnConnectedAsync()
    {
        var context = Context; // the hub instance lives only for this call
        var user = context.User!;
        var feed = new ConnectionFeed(
            fleet, UserClaims.ScopeOf(user), UnitsOf(context), hub.Clients.Client(context.ConnectionId),
            options.Value.FeedInterval, clock, () => sessions.IsCurrentAsKnown(user));
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

    /// <summary>Watches one drill with its channels. At most <see cref="ConnectionFeed.MaxAssets"/> at a time.</summary>
    public void WatchAsset(string asset)
    {
        if (!Feed.TryWatchAsset(asset)) throw new HubException($"asset: there is no asset '{asset}', or {ConnectionFeed.MaxAssets} are "
            + "already watched; unwatch one first.");
    }

    public void UnwatchAsset(string asset) => Feed.UnwatchAsset(asset);

    // Numbers are sent in stored units; only the text of reasons depends on the user.
    private UnitSystem UnitsOf(HubCallerContext context) =>
        context.GetHttpContext() is { } http ? UserPreferences.Read(http.Request, clock).Units : UnitSystem.Metric;
}
