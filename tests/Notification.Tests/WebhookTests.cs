using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Maintenance.Core.Alarms;
using Maintenance.Notification.Delivery;
using Maintenance.Notification.Settings;

namespace Maintenance.Notification.Tests;

/// <summary>Webhooks over real HTTP: what is posted, how it is signed, and where it may not go.</summary>
[Trait(TestKind.Name, TestKind.Server)]
public sealed class WebhookTests : IAsyncLifetime
{
    private const string Secret = "a secret of twenty-two";
    private static readonly NotificationRoute Ops = new()
    {
        Name = "plain", Steps = [new RouteStep { To = [new RouteTarget { Webhook = "ops" }] }], GroupWait = TimeSpan.Zero,
    };

    private Desk _desk = null!;
    private HookServer _server = null!;

    public async Task InitializeAsync()
    {
        (_desk, _server) = (await Desk.OpenAsync(), await HookServer.StartAsync());
        await _desk.SetAsync(Ops);
        await AtAsync(new Uri(_server.Url, "/hook?token=t0ken"));
        _desk.Put(Alarms.Standing(priority: AlarmPriority.High));
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await _desk.DisposeAsync();
    }

    [Fact]
    public async Task A_message_is_json_signed_and_has_a_key_for_whoever_takes_it_twice()
    {
        await _desk.RunAsync(_desk.Notifier(Desk.Options(1, "127.0.0.1")));
        var (path, headers, body) = _server.Posted.ShouldHaveSingleItem();
        path.ShouldBe("/hook");
        headers.ContentType.ToString().ShouldBe("application/json; charset=utf-8");
        var row = (await _desk.RowsAsync()).ShouldHaveSingleItem();
        (row.State, row.Recipient).ShouldBe(("sent", "webhook:ops"));
        headers["Idempotency-Key"].ToString().ShouldBe(row.Message);
        var signature = headers[WebhookSender.SignatureHeader].ToString().Split(',').Select(p => p.Split('=')[1]).ToArray();
        var signed = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), (byte[])[.. Encoding.UTF8.GetBytes(signature[0] + "."), .. body]);
        signature[1].ShouldBe(Convert.ToHexStringLower(signed));
        var message = JsonDocument.Parse(body).RootElement;
        (message.GetProperty("id").GetString(), message.GetProperty("kind").GetString(), message.GetProperty("count").GetInt32())
            .ShouldBe((row.Message, "alarm", 1));
        var alarm = message.GetProperty("alarms")[0];
        alarm.GetProperty("id").GetString().ShouldBe($"{Alarms.North}~bearing_hot");
        alarm.GetProperty("priority").GetString().ShouldBe("high");
        alarm.GetProperty("action").GetString().ShouldBe("Reduce speed, then grease.");
        alarm.GetProperty("value").GetSingle().ShouldBe(98.5f);
    }

    [Theory]
    [InlineData(503, "failed")]
    [InlineData(429, "failed")]
    [InlineData(404, "given_up")]
    [InlineData(204, "sent")]
    public async Task The_status_decides_what_becomes_of_it(int status, string state)
    {
        _server.Answer = context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        };
        await _desk.RunAsync(_desk.Notifier(Desk.Options(1, "127.0.0.1")));
        (await _desk.StatesAsync()).ShouldBe([$"bearing_hot webhook:ops {state} 1"]);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        _server.Answer = context =>
        {
            context.Response.Redirect("/elsewhere");
            return Task.CompletedTask;
        };
        await _desk.RunAsync(_desk.Notifier(Desk.Options(1, "127.0.0.1")));
        _server.Posted.ShouldHaveSingleItem().Path.ShouldBe("/hook");
        (await _desk.RowsAsync()).Single().Error!.ShouldContain("Redirects are not followed");
    }

    [Fact]
    public async Task An_answer_that_is_lost_leaves_it_unknown_and_no_connection_leaves_it_to_be_tried_again()
    {
        _server.Answer = context =>
        {
            context.Abort();
            return Task.CompletedTask;
        };
        await _desk.RunAsync(_desk.Notifier(Desk.Options(1, "127.0.0.1")), TimeSpan.FromDays(1));
        (await _desk.StatesAsync()).ShouldBe(["bearing_hot webhook:ops unknown 1"]);
        _server.Posted.Count.ShouldBe(1);
        await AtAsync(new Uri($"http://127.0.0.1:{LoopbackPorts.Take()}/"));
        _desk.Put(Alarms.Standing("other"));
        await _desk.RunAsync(_desk.Notifier(Desk.Options(1, "127.0.0.1")));
        (await _desk.StatesAsync()).ShouldBe(["bearing_hot webhook:ops unknown 1", "other webhook:ops failed 1"]);
    }

    [Theory]
    [InlineData("http://127.0.0.1", "127.0.0.2", "use https")]
    [InlineData("https://127.0.0.1", "10.0.0.0/8", "is not public")]
    [InlineData("https://localhost", "10.0.0.0/8", "is not public")] // by name: what it resolves to counts
    [InlineData("https://[::1]", "10.0.0.0/8", "is not public")]
    [InlineData("https://[::ffff:127.0.0.1]", "10.0.0.0/8", "is not public")]
    public async Task Nothing_is_sent_to_addresses_behind_the_firewall(string origin, string allowed, string words)
    {
        await AtAsync(new Uri($"{origin}:{_server.Url.Port}/hook"));
        await _desk.RunAsync(_desk.Notifier(Desk.Options(1, allowed)));
        _server.Posted.ShouldBeEmpty();
        var row = (await _desk.RowsAsync()).Single();
        row.State.ShouldBe("given_up");
        row.Error!.ShouldContain(words);
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("10.1.2.3", false)]
    [InlineData("10.9.2.3", true)] // allowed by name below
    [InlineData("172.16.0.1", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("::", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("::ffff:10.1.2.3", false)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("64:ff9b::10.1.2.3", false)] // NAT64
    [InlineData("64:ff9b::8.8.8.8", true)]
    [InlineData("2002:0a01:0203::1", false)] // 6to4 of 10.1.2.3
    [InlineData("::10.1.2.3", false)]
    public void Only_public_addresses_and_named_networks_are_reached(string address, bool isAllowed) =>
        new WebhookAddresses(["10.9.0.0/16"]).IsAllowed(IPAddress.Parse(address)).ShouldBe(isAllowed);

    [Fact]
    public async Task Address_and_secret_are_sealed_in_the_store_and_in_no_row_or_error()
    {
        await _desk.RunAsync(_desk.Notifier(Desk.Options(1, "127.0.0.1")));
        var stored = await Queries.NotificationSettingsQuery.RunAsync(_desk.Store, default);
        var text = string.Concat(stored.Select(r => r.ToString())) + string.Concat((await _desk.RowsAsync()).Select(r => r.ToString()));
        text.ShouldNotContain(Secret);
        text.ShouldNotContain("t0ken");
        await Should.ThrowAsync<Core.Ports.QueryRefusedException>(() => _desk.Store.QueryReadOnlyAsync(
            "SELECT * FROM notification_setting", Core.Ports.QueryLimits.Default, default));
    }

    private Task AtAsync(Uri url) => _desk.SetAsync("webhook", "ops", "{}", new SealedWebhook(url.ToString(), Secret));
}
