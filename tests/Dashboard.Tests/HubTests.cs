using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;
using Maintenance.Api.Alarms;
using Maintenance.Api.Fleet;
using Maintenance.Api.Wording;
using Maintenance.Core.Assets;
using Maintenance.Core.Feed;
using Maintenance.Dashboard.Display;
using Maintenance.Dashboard.Live;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace Maintenance.Dashboard.Tests;

/// <summary>The live feed over real connections.</summary>
public sealed class HubTests
{
    private const string D1 = "NO-D1";
    private const string D2 = "BR-D1";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_watcher_gets_the_fleet_at_once_and_then_what_changed()
    {
        await using var host = await StartAsync();
        await using var connection = await ConnectAsync(host);
        var messages = Listen<FleetMessage>(connection, "fleet");
        await connection.InvokeAsync("WatchFleet", (string?)null);
        (await NextAsync(messages)).Items.Select(i => i.Asset).ShouldBe([D1, D2], ignoreOrder: true);
        host.Feed.Publish([Rows.Update(D1, "north-sea", Rows.Noon, 33, "D", "bearing_wear", Rows.Reasons)]);
        var changed = (await NextAsync(messages)).Items.Single();
        changed.Asset.ShouldBe(D1);
        changed.HealthIndex.ShouldBe(33);
        changed.Summary.ShouldBe("bearing impulsiveness (kurtosis) 7.81 (usual 2.7 to 3.6)");
    }

    [Fact]
    public async Task A_watcher_of_one_region_hears_nothing_of_others()
    {
        await using var host = await StartAsync();
        await using var connection = await ConnectAsync(host);
        var messages = Listen<FleetMessage>(connection, "fleet");
        await connection.InvokeAsync("WatchFleet", "santos");
        (await NextAsync(messages)).Items.Single().Asset.ShouldBe(D2);
        host.Feed.Publish([Rows.Update(D1, "north-sea", Rows.Noon, 33)]);
        host.Feed.Publish([Rows.Update(D2, "santos", Rows.Noon, 44)]);
        (await NextAsync(messages)).Items.Single().Asset.ShouldBe(D2);
    }

    [Fact]
    public async Task A_region_bound_user_can_watch_neither_fleet_nor_drill_of_another_region()
    {
        await using var host = await StartAsync();
        using var person = await host.SignedInAsync("viewer", "santos", "southerner");
        await using var connection = await ConnectAsync(host, person);
        var messages = Listen<FleetMessage>(connection, "fleet");
        await connection.InvokeAsync("WatchFleet", (string?)null);
        (await NextAsync(messages)).Items.Single().Asset.ShouldBe(D2);
        var refused = await Should.ThrowAsync<HubException>(() => connection.InvokeAsync("WatchAsset", D1));
        refused.Message.ShouldContain(D1);
        var unknown = await Should.ThrowAsync<HubException>(() => connection.InvokeAsync("WatchAsset", "NOBODY"));
        unknown.Message.Replace("NOBODY", D1, StringComparison.Ordinal).ShouldBe(refused.Message, "existence is not told");
    }

    [Fact]
    public async Task A_watched_drill_comes_with_its_channels_and_a_late_block_tells_that_the_past_changed()
    {
        await using var host = await StartAsync();
        await using var connection = await ConnectAsync(host);
        var messages = Listen<AssetMessage>(connection, "asset");
        await connection.InvokeAsync("WatchAsset", D1);
        (await NextAsync(messages)).Item.HealthIndex.ShouldBeNull();
        host.Feed.Publish([Rows.Update(D1, "north-sea", Rows.Noon.AddSeconds(10), 70)]);
        var live = await NextAsync(messages);
        live.Channels["rotary_speed"].ShouldBe([120f, 110f, 130f]);
        live.Channels["torque"].ShouldBe([null, null, null]);
        host.Feed.Publish([Rows.Update(D1, "north-sea", Rows.Noon, 10)]);
        var late = await NextAsync(messages);
        late.Item.HealthIndex.ShouldBe(70, "the newest stays");
        late.Corrections.ShouldBe(live.Corrections + 1);
    }

    [Fact]
    public async Task A_watched_drill_comes_with_its_condition_by_failure_mode_and_without_a_grade_with_the_last_one()
    {
        await using var host = await StartAsync();
        await using var connection = await ConnectAsync(host);
        var messages = Listen<AssetMessage>(connection, "asset");
        await connection.InvokeAsync("WatchAsset", D1);
        (await NextAsync(messages)).Lines.ShouldBeEmpty();
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        host.Feed.Publish([Rows.Update(D1, "north-sea", now, 31, "D", "bearing_wear", Rows.Reasons) with
        { Evidence = Rows.Evidence, Findings = Rows.Findings }]);
        var live = await NextAsync(messages);
        live.Lines.Select(l => l.Kind).ShouldBe(["suspected", "suspected", "clear", "unseen"]);
        (live.Note, live.Advice, live.Effect).ShouldBe(("top-drive bearing, outer race", "Take a grease sample.",
            "The defect does not heal."));
        host.Feed.Publish([Rows.Update(D1, "north-sea", now.AddMinutes(2), double.NaN, "")]);
        var item = (await NextAsync(messages)).Item;
        (item.Grade, item.HealthIndex, item.FailureMode, item.NotAssessed).ShouldBe((null, null, null, "the string stands still"));
        (item.LastAssessment!.Grade, item.LastAssessment.HealthIndex, item.State).ShouldBe(("D", 31, "D"));
    }

    [Fact]
    public async Task A_list_sends_the_rows_in_sight_by_risk_and_then_what_changed_or_came_into_sight()
    {
        await using var host = await StageHost.StartAsync(
            fill: (_, registry) =>
            {
                registry.AddOrReplace(
                    [.. Enumerable.Range(0, 40).Select(i => Rows.Drill($"NO-D{i:00}", "north-sea")), Rows.Drill(D2, "santos")]);
                return Task.CompletedTask;
            },
            settings: ("Dashboard:FeedInterval", "00:00:00.020"));
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        host.Feed.Publish([.. Enumerable.Range(0, 40).Select(i => Rows.Update($"NO-D{i:00}", "north-sea", now, 90 - i, "B"))]);
        await using var connection = await ConnectAsync(host);
        var messages = Listen<FleetListMessage>(connection, "fleetList");
        await connection.InvokeAsync("WatchList", "north-sea", null, 2, 3);
        var list = await NextAsync(messages);
        (list.Length, list.First).ShouldBe((40, 2));
        list.Assets.ShouldBe(["NO-D37", "NO-D36", "NO-D35"], "highest risk first, without the first two");
        list.Items.Select(i => i.Asset).ShouldBe(list.Assets);
        list.Counts[DrillStates.All.ToList().IndexOf("B")].ShouldBe(40);

        host.Feed.Publish([Rows.Update("NO-D00", "north-sea", now.AddSeconds(1), 10, "D")]);
        list = await UntilListAsync(messages, m => m.Counts[0] == 1);
        list.Assets.ShouldBe(["NO-D38", "NO-D37", "NO-D36"], "another is first now");
        list.Items.Select(i => i.Asset).ShouldBe(["NO-D38"], "those that were in sight have not changed");

        host.Feed.Publish([Rows.Update("NO-D36", "north-sea", now.AddSeconds(2), 53.5, "B")]);
        list = await UntilListAsync(messages, m => m.Items.Count > 0);
        list.Items.Single().HealthIndex.ShouldBe(53.5);

        await connection.InvokeAsync("WatchList", null, "D", 0, 10);
        list = await UntilListAsync(messages, m => m.First == 0);
        (list.Length, list.Assets.Single()).ShouldBe((1, "NO-D00"));
        (await Should.ThrowAsync<HubException>(connection.InvokeAsync("WatchList", null, null, 0, 201))).Message.ShouldContain("1 to 200");
        (await Should.ThrowAsync<HubException>(connection.InvokeAsync("WatchList", null, "E", 0, 20))).Message.ShouldContain("'E'");
    }

    [Fact]
    public void Connections_that_have_seen_and_may_see_the_same_share_one_message()
    {
        var feed = new LiveFeed();
        var registry = new Core.Assets.AssetRegistry();
        registry.AddOrReplace([Rows.Drill(D1, "north-sea"), Rows.Drill(D2, "santos")]);
        using var fleet = new LiveFleet(feed, registry, TimeProvider.System);
        var round = new FleetRounds(fleet, TimeProvider.System).Current;
        var all = new FleetSelection(RegionScope.All, Region: null, UnitSystem.Metric);
        var message = round.Since(-1, all).Message.ShouldNotBeNull();
        round.Since(-1, all with { }).Message.ShouldBeSameAs(message);
        round.Since(-1, new FleetSelection(RegionScope.Parse("*"), Region: null, UnitSystem.Metric)).Message.ShouldBeSameAs(message);
        round.Since(-1, all with { Units = UnitSystem.Oilfield }).Message.ShouldNotBeSameAs(message);
        var (sea, again) = (new FleetSelection(RegionScope.Parse("north-sea"), null, UnitSystem.Metric),
            new FleetSelection(RegionScope.Parse("North-Sea"), null, UnitSystem.Metric));
        round.Since(-1, sea).Message.ShouldBeSameAs(round.Since(-1, again).Message);
        round.Since(-1, sea).Message.ShouldNotBeSameAs(message);
        round.Since(-1, new FleetSelection(RegionScope.None, null, UnitSystem.Metric)).Message.ShouldBeNull("nothing is to be seen");
    }

    [Fact]
    public async Task A_stalled_connection_holds_up_no_other()
    {
        await using var host = await StartAsync();
        using var stalled = await StalledAsync(host);
        await using var connection = await ConnectAsync(host);
        var messages = Listen<FleetMessage>(connection, "fleet");
        await connection.InvokeAsync("WatchFleet", (string?)null);
        await NextAsync(messages);
        // Far more than any socket buffer holds: 400 rounds of some 100 KiB.
        var text = $"[\"{new string('x', 100_000)}\"]";
        for (var i = 1; i <= 400; i++)
        {
            host.Feed.Publish([Rows.Update(D1, "north-sea", Rows.Noon.AddSeconds(i), i / 4.0, "D", "imbalance", text)]);
            if (i % 20 == 0) await UntilAsync(messages, m => m.Items.Any(item => item.HealthIndex == i / 4.0));
        }
        stalled.State.ShouldBe(WebSocketState.Open);
    }

    [Fact]
    public async Task A_slow_client_skips_to_the_newest_state_instead_of_getting_a_queue()
    {
        var feed = new LiveFeed();
        var registry = new Core.Assets.AssetRegistry();
        registry.AddOrReplace([Rows.Drill(D1, "north-sea")]);
        using var fleet = new LiveFleet(feed, registry, TimeProvider.System);
        using var client = new GatedClient();
        await using var host = await StartAsync();
        var book = host.Services.GetRequiredService<AlarmBook>();
        var tally = new AlarmTally(book, host.Services.GetRequiredService<AlarmEngine>(), registry);
        var alarms = new AlarmFeed(book, tally, registry, RegionScope.All, UserPreferences.Default, client);
        await using var connection = new ConnectionFeed(fleet, new FleetRounds(fleet, TimeProvider.System), alarms,
            RegionScope.All, UnitSystem.Metric, client, client.ShareAsync, TimeSpan.FromMilliseconds(20), TimeProvider.System, () => true);
        connection.WatchFleet(region: null);
        connection.Start(error => throw error!, CancellationToken.None);
        (await client.Sent.ReadAsync().AsTask().WaitAsync(Limit)).Items.Single().HealthIndex.ShouldBeNull();
        for (var i = 1; i <= 1000; i++) feed.Publish([Rows.Update(D1, "north-sea", Rows.Noon.AddSeconds(i), i / 10.0)]);
        client.Release();
        (await client.Sent.ReadAsync().AsTask().WaitAsync(Limit)).Items.Single().HealthIndex.ShouldBe(100,
            "999 states in between are skipped");
        client.Release();
        client.Sent.TryRead(out _).ShouldBeFalse("nothing was queued");
    }

    private static Task<StageHost> StartAsync() => StageHost.StartAsync(
        fill: (_, registry) =>
        {
            registry.AddOrReplace([Rows.Drill(D1, "north-sea"), Rows.Drill(D2, "santos")]);
            return Task.CompletedTask;
        },
        settings: ("Dashboard:FeedInterval", "00:00:00.020"));

    private static async Task<HubConnection> ConnectAsync(StageHost host, HttpClient? person = null)
    {
        var connection = new HubConnectionBuilder().WithUrl(host.Url + "/hub/fleet", o =>
        {
            o.Transports = HttpTransportType.WebSockets;
            if (person is null) o.AccessTokenProvider = () => Task.FromResult<string?>(StageHost.ApiToken);
            else o.Headers["Cookie"] = CookieOf(host, person);
        }).Build();
        await connection.StartAsync();
        return connection;
    }

    private static string CookieOf(StageHost host, HttpClient person) =>
        StageHost.CookiesOf(person).GetCookieHeader(new Uri(host.Url));

    private static ChannelReader<T> Listen<T>(HubConnection connection, string method)
    {
        var messages = Channel.CreateBounded<T>(10_000);
        connection.On<T>(method, m => messages.Writer.TryWrite(m));
        return messages.Reader;
    }

    private static async Task<T> NextAsync<T>(ChannelReader<T> messages) => await messages.ReadAsync().AsTask().WaitAsync(Limit);

    private static async Task<FleetListMessage> UntilListAsync(
        ChannelReader<FleetListMessage> messages, Func<FleetListMessage, bool> condition)
    {
        while (true)
            if (await NextAsync(messages) is var message && condition(message)) return message;
    }

    private static async Task UntilAsync(ChannelReader<FleetMessage> messages, Func<FleetMessage, bool> condition)
    {
        while (!condition(await NextAsync(messages))) { }
    }

    // Speaks just enough SignalR to be a watcher, and never reads.
    private static async Task<ClientWebSocket> StalledAsync(StageHost host)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", "Bearer " + StageHost.ApiToken);
        await socket.ConnectAsync(new Uri(host.Url.Replace("http", "ws", StringComparison.Ordinal) + "/hub/fleet"), CancellationToken.None);
        foreach (var text in new[] { "{\"protocol\":\"json\",\"version\":1}\u001e",
            "{\"type\":1,\"target\":\"WatchFleet\",\"arguments\":[null]}\u001e" })
            await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        return socket;
    }

    /// <summary>A client whose every message waits until it is released, as a full socket does.</summary>
    private sealed class GatedClient : ISingleClientProxy, IDisposable
    {
        private readonly SemaphoreSlim _gate = new(0);
        private readonly Channel<FleetMessage> _sent = Channel.CreateBounded<FleetMessage>(1000);

        public ChannelReader<FleetMessage> Sent => _sent.Reader;

        public void Dispose() => _gate.Dispose();

        public void Release() => _gate.Release();

        public async ValueTask ShareAsync(SerializedHubMessage message, CancellationToken cancellationToken)
        {
            _sent.Writer.TryWrite((FleetMessage)((InvocationMessage)message.Message!).Arguments[0]!);
            await _gate.WaitAsync(cancellationToken);
        }

        public Task SendCoreAsync(string method, object?[] args, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public Task<T> InvokeCoreAsync<T>(string method, object?[] args, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
