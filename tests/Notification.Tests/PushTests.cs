using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Maintenance.Core.Alarms;
using Maintenance.Notification.Settings;

namespace Maintenance.Notification.Tests;

/// <summary>Web push to a real endpoint (RFC 8030) that opens what it gets (RFC 8291) and checks who sent it (RFC 8292).</summary>
[Trait(TestKind.Name, TestKind.Server)]
public sealed class PushTests : IAsyncLifetime
{
    private static readonly PushKey Key = PushCheck.NewKey();
    private static readonly NotificationRoute Own = new()
    {
        Name = "own", Steps = [new RouteStep { To = [new RouteTarget { Push = "anna" }] }], GroupWait = TimeSpan.Zero,
    };

    private readonly PushBrowser _phone = new();
    private readonly PushBrowser _tablet = new();
    private Desk _desk = null!;
    private HookServer _service = null!;

    public async Task InitializeAsync()
    {
        (_desk, _service) = (await Desk.OpenAsync(), await HookServer.StartAsync());
        Answer(201);
        await _desk.SetAsync(Own);
        await _desk.SetAsync("push_key", "vapid", "{}", Key);
        await AddAsync("phone", _phone);
        _desk.Put(Alarms.Standing(priority: AlarmPriority.High));
    }

    public async Task DisposeAsync()
    {
        await _service.DisposeAsync();
        await _desk.DisposeAsync();
    }

    [Fact]
    public async Task A_message_is_sealed_for_the_device_and_says_what_to_do_and_where()
    {
        await RunAsync();
        var (path, headers, body) = _service.Posted.ShouldHaveSingleItem();
        path.ShouldBe("/push/phone");
        headers.ContentEncoding.ToString().ShouldBe("aes128gcm");
        (headers["TTL"].ToString(), headers["Urgency"].ToString()).ShouldBe(("3600", "high"));
        var row = (await _desk.RowsAsync()).ShouldHaveSingleItem();
        (row.State, row.Recipient, row.Target).ShouldBe(("sent", "push:phone", "push:anna"));
        var text = _phone.Open(body);
        var message = JsonDocument.Parse(text).RootElement;
        message.GetProperty("title").GetString().ShouldBe(row.Subject);
        message.GetProperty("body").GetString().ShouldBe("Reduce speed, then grease.");
        message.GetProperty("tag").GetString().ShouldBe(row.Message);
        message.GetProperty("url").GetString().ShouldBe($"/alarms/{Alarms.North}~bearing_hot");
        message.GetProperty("urgent").GetBoolean().ShouldBeTrue();
        text.ShouldNotContain("t0ken");
        Should.Throw<CryptographicException>(() => _tablet.Open(body));
    }

    [Fact]
    public async Task The_push_service_is_told_who_sends_and_can_prove_it()
    {
        await RunAsync();
        var authorization = _service.Posted.Single().Headers.Authorization.ToString();
        authorization.ShouldStartWith("vapid ");
        var parts = authorization[6..].Split(',').Select(p => p.Trim().Split('=', 2)).ToDictionary(p => p[0], p => p[1]);
        parts["k"].ShouldBe(Key.Public);
        var point = Base64Url.DecodeFromChars(Key.Public);
        using var key = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = point[1..33], Y = point[33..] },
        });
        var token = parts["t"];
        key.VerifyData(Encoding.ASCII.GetBytes(token[..token.LastIndexOf('.')]), Base64Url.DecodeFromChars(token.Split('.')[2]),
            HashAlgorithmName.SHA256).ShouldBeTrue();
        var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(token.Split('.')[1])).RootElement;
        claims.GetProperty("aud").GetString().ShouldBe(_service.Url.GetLeftPart(UriPartial.Authority));
        claims.GetProperty("sub").GetString().ShouldBe("https://maintenance.example.org/");
    }

    [Fact]
    public async Task Each_device_of_a_person_is_told_once_and_devices_of_others_are_not()
    {
        await AddAsync("tablet", _tablet);
        await AddAsync("other", new PushBrowser(), "bob");
        await RunAsync(TimeSpan.FromMinutes(1));
        await RunAsync(); // another process takes over
        _service.Posted.Select(p => p.Path).ShouldBe(["/push/phone", "/push/tablet"], ignoreOrder: true);
        _service.Posted.Select(p => JsonDocument.Parse((p.Path == "/push/phone" ? _phone : _tablet).Open(p.Body)).RootElement)
            .Select(m => m.GetProperty("title").GetString()).Distinct().ShouldHaveSingleItem();
        (await _desk.StatesAsync()).ShouldBe(["bearing_hot push:phone sent 1", "bearing_hot push:tablet sent 1"]);
    }

    [Theory]
    [InlineData(202, "sent", 1)]
    [InlineData(404, "given_up", 0)]
    [InlineData(410, "given_up", 0)]
    [InlineData(413, "given_up", 1)]
    [InlineData(429, "failed", 1)]
    [InlineData(503, "failed", 1)]
    public async Task The_status_decides_what_becomes_of_message_and_device(int status, string state, int devices)
    {
        Answer(status);
        var notifier = _desk.Notifier(Desk.Options(1, "127.0.0.1"));
        await _desk.RunAsync(notifier, SettingsStore.MaxAge); // from then on it knows what another one changed
        (await _desk.StatesAsync()).ShouldBe([$"bearing_hot push:phone {state} 1"]);
        (await _desk.Settings().ReadNewestAsync(default)).Devices.Count.ShouldBe(devices);
        _desk.Put(Alarms.Standing("other"));
        await _desk.RunAsync(notifier);
        _service.Posted.Count.ShouldBe(1 + devices, "a device that is gone is told nothing more");
    }

    [Fact]
    public async Task Nothing_is_sent_to_the_device_of_an_account_that_is_gone()
    {
        _desk.Gone.Add("anna");
        await RunAsync();
        _service.Posted.ShouldBeEmpty();
        (await _desk.RowsAsync()).Single().Error.ShouldBe("The account anna is gone: its device was removed.");
        (await _desk.Settings().ReadNewestAsync(default)).Devices.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_answer_that_is_lost_leaves_it_unknown_and_it_is_not_sent_again()
    {
        _service.Answer = context =>
        {
            context.Abort();
            return Task.CompletedTask;
        };
        await RunAsync(TimeSpan.FromDays(1));
        await RunAsync();
        (await _desk.StatesAsync()).ShouldBe(["bearing_hot push:phone unknown 1"]);
        _service.Posted.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Nothing_is_pushed_to_addresses_behind_the_firewall()
    {
        await _desk.RunAsync(_desk.Notifier(Desk.Options(1, "10.0.0.0/8")));
        _service.Posted.ShouldBeEmpty();
        var row = (await _desk.RowsAsync()).Single();
        (row.State, row.Error!.Contains("The push service's address", StringComparison.Ordinal)).ShouldBe(("given_up", true));
    }

    [Fact]
    public async Task Address_and_keys_are_sealed_in_the_store_and_in_no_row()
    {
        await RunAsync();
        var stored = await Queries.NotificationSettingsQuery.RunAsync(_desk.Store, default);
        var text = string.Concat(stored.Select(r => r.ToString())) + string.Concat((await _desk.RowsAsync()).Select(r => r.ToString()));
        foreach (var secret in new[] { "t0ken", Key.Private, _phone.Subscription(_service.Url).Auth }) text.ShouldNotContain(secret);
    }

    [Theory]
    [InlineData("ftp://push.example.org/1", null, null, "endpoint")]
    [InlineData("https://anna@push.example.org/1", null, null, "endpoint")]
    [InlineData(null, "BAAA", null, "keys.p256dh")]
    [InlineData(null, "not base64!", null, "keys.p256dh")]
    [InlineData(null, null, "AAAA", "keys.auth")]
    public void A_subscription_that_nothing_can_be_sent_to_is_refused_by_field(string? endpoint, string? point, string? auth, string field)
    {
        var good = _phone.Subscription(new Uri("https://push.example.org/1"));
        PushCheck.Of(good, "Firefox").ShouldBeEmpty();
        PushCheck.Of(new SealedPush(endpoint ?? good.Endpoint, point ?? good.P256dh, auth ?? good.Auth), "Firefox").Select(f => f.Field)
            .ShouldBe([field]);
        var beside = Base64Url.EncodeToString([4, .. Enumerable.Repeat((byte)7, 64)]);
        PushCheck.Of(good with { P256dh = beside }, "Firefox").ShouldNotBeEmpty("it is on no curve");
    }

    private void Answer(int status) => _service.Answer = context =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    private Task RunAsync(TimeSpan forward = default) => _desk.RunAsync(_desk.Notifier(Desk.Options(1, "127.0.0.1")), forward);

    private Task AddAsync(string name, PushBrowser browser, string user = "anna") => _desk.SetAsync("push", name,
        SettingsJson.Write(new ShownPush(user, "Firefox on Linux", _service.Url.GetLeftPart(UriPartial.Authority))),
        browser.Subscription(new Uri(_service.Url, $"/push/{name}?token=t0ken")));
}
