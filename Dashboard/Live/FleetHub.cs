using Maintenance.Api.Access;
using Maintenance.Api.Fleet;
using Maintenance.Api.Wording;
using Maintenance.Dashboard.Display;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Maintenance.Dashboard.Live;

/// <summary>
/// The hub <c>/hub/fleet</c> (<c>docs/rest.md</c>). A connection watches regions and drills; it is told the newest state of each at most
/// once an interval. Regions a user may not see are as if they did not exist.
/// </summary>
internal sealed class FleetHub(LiveFleet fleet, IHubContext<FleetHub> hub, IOptions<DashboardOptions> options, TimeProvider clock,
    ILogger<FleetHub> log) : Hub
{
    private const string Key = "feed";

    private ConnectionFeed Feed => (ConnectionFeed)Context.Items[Key]!;

    public override Task OnConnectedAsync()
    {
        var feed = new ConnectionFeed(
            fleet, UserClaims.ScopeOf(Context.User!), UnitsOf(Context), hub.Clients.Client(Context.ConnectionId),
                options.Value.FeedInterval, clock);
        Context.Items[Key] = feed;
        var context = Context; // the hub itself lives only as long as this call
        feed.Start(
            error =>
            {
                log.FeedEnded(error, context.ConnectionId);
                context.Abort();
            },
            context.ConnectionAborted);
        return Task.CompletedTask;
    }

    public override async Task OnDisconnectedAsync(Exception? exception)
    {
        if (Context.Items.TryGetValue(Key, out var feed)) await ((ConnectionFeed)feed!).DisposeAsync();
    }

    /// <summary>Tells of all drills, or of one region's.</summary>
    public void WatchFleet(string? region = null) => Feed.WatchFleet(string.IsNullOrWhiteSpace(region) ? null : region);

    public void UnwatchFleet() => Feed.UnwatchFleet();

    /// <summary>Tells of one drill with its channels. At most <see cref="ConnectionFeed.MaxAssets"/> at a time.</summary>
    public void WatchAsset(string asset)
    {
        if (!Feed.TryWatchAsset(asset)) throw new HubException($"asset: there is no asset '{asset}', or {ConnectionFeed.MaxAssets} are "
            + "watched already.");
    }

    public void UnwatchAsset(string asset) => Feed.UnwatchAsset(asset);

    // Numbers travel in stored units; only the words of reasons depend on the reader.
    private UnitSystem UnitsOf(HubCallerContext context) =>
        context.GetHttpContext() is { } http ? UserPreferences.Read(http.Request, clock).Units : UnitSystem.Metric;
}
