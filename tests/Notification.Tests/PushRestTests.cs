using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Maintenance.Core.Ports;

namespace Maintenance.Notification.Tests;

/// <summary>Devices over REST: each person's own.</summary>
[Trait(TestKind.Name, TestKind.Server)]
public sealed class PushRestTests : IAsyncLifetime
{
    private const string Devices = "/api/v1/push/devices";
    private readonly PushBrowser _browser = new();
    private StageHost _host = null!;
    private HttpClient _anna = null!;

    public async Task InitializeAsync()
    {
        _host = await StageHost.StartAsync(settings: ("Notification:Enabled", "false"));
        _anna = await _host.SignedInAsync("viewer", "north-sea", "anna");
    }

    public async Task DisposeAsync()
    {
        _anna.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task The_key_is_made_once_and_only_its_public_part_is_shown()
    {
        var keys = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _anna.GetStringAsync("/api/v1/push/key")));
        keys.Distinct().ShouldHaveSingleItem();
        (await _host.Store.QueryAsync(new StoreQuery("SELECT count(*) FROM notification_setting WHERE kind = 'push_key' AND version = 1"),
            CancellationToken.None)).Scalar.ShouldBe(1L);
        (await _host.Store.QueryAsync(new StoreQuery("SELECT detail FROM operator_action WHERE action = 'notification_change'"),
            CancellationToken.None)).Rows.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_device_is_added_tested_and_removed_by_its_person_alone()
    {
        var name = await AddAsync(_anna);
        var shown = (await _anna.GetFromJsonAsync<JsonElement>(Devices)).EnumerateArray().ShouldHaveSingleItem();
        (shown.GetProperty("name").GetString(), shown.GetProperty("device").GetString(), shown.GetProperty("pushService").GetString())
            .ShouldBe((name, "Firefox on Linux", "https://push.example.org"));
        shown.ToString().ShouldNotContain("t0ken");
        using var bob = await _host.SignedInAsync("admin", "*", "bob");
        (await bob.GetFromJsonAsync<JsonElement>(Devices)).GetArrayLength().ShouldBe(0);
        (await bob.DeleteAsync($"{Devices}/{name}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await bob.PostAsync($"{Devices}/{name}/test", content: null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await _anna.PostAsync($"{Devices}/{name}/test", content: null)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await _host.Store.QueryAsync(new StoreQuery("SELECT recipient FROM notification WHERE state = 'waiting'"), CancellationToken.None))
            .Scalar.ShouldBe($"push:{name}");
        (await _anna.DeleteAsync($"{Devices}/{name}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await _anna.GetFromJsonAsync<JsonElement>(Devices)).GetArrayLength().ShouldBe(0);
        (await _anna.DeleteAsync($"{Devices}/{name}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_browser_that_somebody_else_signs_in_with_changes_hands()
    {
        var name = await AddAsync(_anna);
        using var bob = await _host.SignedInAsync("operator", "*", "bob");
        (await AddAsync(bob)).ShouldBe(name);
        (await _anna.GetFromJsonAsync<JsonElement>(Devices)).GetArrayLength().ShouldBe(0);
        (await bob.GetFromJsonAsync<JsonElement>(Devices)).GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task What_is_wrong_is_named_by_field_and_devices_are_bounded()
    {
        using var refused = await _anna.PostAsJsonAsync(Devices, new { endpoint = "nowhere", keys = new { p256dh = "x", auth = "y" } });
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var errors = (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors");
        errors.EnumerateObject().Select(e => e.Name).ShouldBe(["endpoint", "keys.p256dh", "keys.auth"]);
        for (var i = 0; i < 20; i++) await AddAsync(_anna, i);
        using var more = await PostAsync(_anna, 20);
        (await more.Content.ReadAsStringAsync()).ShouldContain("would be the device number 21; remove one first.");
        await AddAsync(_anna, 3); // known already
    }

    private async Task<string> AddAsync(HttpClient client, int number = 0)
    {
        using var answer = await PostAsync(client, number);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("name").GetString()!;
    }

    private Task<HttpResponseMessage> PostAsync(HttpClient client, int number)
    {
        var push = _browser.Subscription(new Uri($"https://push.example.org/{number}?t0ken"));
        return client.PostAsJsonAsync(Devices, new
        {
            endpoint = push.Endpoint, expirationTime = (double?)null, keys = new { p256dh = push.P256dh, auth = push.Auth },
            device = "Firefox on Linux",
        });
    }
}
