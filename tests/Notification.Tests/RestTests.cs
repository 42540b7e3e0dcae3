using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Maintenance.Notification.Planning;

namespace Maintenance.Notification.Tests;

/// <summary>The log and the settings over REST: who may, what is refused, and what is never shown.</summary>
[Trait(TestKind.Name, TestKind.Server)]
public sealed class RestTests : IAsyncLifetime
{
    private const string Route = """{"steps":[{"to":[{"email":"anna@example.org"}]}]}""";
    private StageHost _host = null!;
    private HttpClient _program = null!;

    public async Task InitializeAsync()
    {
        _host = await StageHost.StartAsync(fill: (store, registry) =>
        {
            NotificationRow[] rows = [Row(Alarms.North, NotificationStates.Sent), Row(Alarms.South, NotificationStates.Unknown)];
            registry.AddOrReplace([Rows.Drill(Alarms.North, "north-sea"), Rows.Drill(Alarms.South, "santos")]);
            return store.CommitAsync(new StoreCommit
            {
                Batches =
                [
                    TableBatch.Of(AssetRow.Of(Rows.Drill(Alarms.North, "north-sea")), AssetRow.Of(Rows.Drill(Alarms.South, "santos"))),
                    TableBatch.Of<NotificationRow>(rows), TableBatch.Of(Shift.Setting("route", "plain", Route)),
                ],
            }, CancellationToken.None);
        }, settings: ("Notification:Enabled", "false"));
        _program = _host.Program();
    }

    public async Task DisposeAsync()
    {
        _program.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task The_log_is_filtered_and_cut_by_region()
    {
        (await LogAsync(_program, "")).Length.ShouldBe(2);
        (await LogAsync(_program, "?state=unknown")).ShouldHaveSingleItem().GetProperty("asset").GetString().ShouldBe(Alarms.South);
        (await LogAsync(_program, $"?asset={Alarms.North}&rule=bearing_hot")).Length.ShouldBe(1);
        using var north = await _host.SignedInAsync("operator", "north-sea", "olga");
        (await LogAsync(north, "")).ShouldHaveSingleItem().GetProperty("asset").GetString().ShouldBe(Alarms.North);
        using var viewer = await _host.SignedInAsync("viewer", "*", "vera");
        (await viewer.GetAsync("/api/v1/notifications")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var refused = await _program.GetAsync("/api/v1/notifications?state=lost");
        (await refused.Content.ReadAsStringAsync()).ShouldContain("expected one of waiting, sending, sent");
    }

    [Fact]
    public async Task Settings_are_for_engineers_of_all_regions()
    {
        using var engineer = await _host.SignedInAsync("engineer", "north-sea", "erik");
        foreach (var path in new[] { "notification-routes", "on-call", "notification-webhooks" })
        {
            (await engineer.GetAsync($"/api/v1/{path}")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            (await engineer.DeleteAsync($"/api/v1/{path}/x")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            (await _program.GetAsync($"/api/v1/{path}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        var routes = await _program.GetFromJsonAsync<JsonElement>("/api/v1/notification-routes");
        routes[0].GetProperty("name").GetString().ShouldBe("plain");
        routes[0].GetProperty("definition").GetProperty("steps")[0].GetProperty("to")[0].GetProperty("email").GetString()
            .ShouldBe("anna@example.org");
    }

    [Theory]
    [InlineData("""{"steps":""")]
    [InlineData("""{"stepz":[]}""")]
    [InlineData("null")]
    [InlineData("""{"steps":null}""")]
    public async Task A_body_that_is_no_route_is_refused(string body)
    {
        using var answer = await _program.PutAsync("/api/v1/notification-routes/other",
            new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_test_message_is_handed_to_whichever_process_sends()
    {
        using var answer = await _program.PostAsync("/api/v1/notification-routes/plain/test", content: null);
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await _program.PostAsync("/api/v1/notification-routes/none/test", content: null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var rows = await LogAsync(_program, "?route=plain&state=waiting");
        rows.ShouldHaveSingleItem().GetProperty("recipient").GetString().ShouldBe("email:anna@example.org");
    }

    private static async Task<JsonElement[]> LogAsync(HttpClient client, string query) =>
        [.. (await client.GetFromJsonAsync<JsonElement>("/api/v1/notifications" + query)).EnumerateArray()];

    private static NotificationRow Row(string asset, string state) => new()
    {
        Id = NotificationSteps.IdOf(asset, "bearing_hot", Alarms.Noon, "high.1", "email:anna@example.org"),
        Message = asset,
        Asset = asset,
        Rule = "bearing_hot",
        OccurrenceUnixMicros = Alarms.Noon,
        Step = "high.1",
        Recipient = "email:anna@example.org",
        Target = "email:anna@example.org",
        Route = "other",
        Priority = 3,
        State = state,
        Attempts = 1,
        CreatedUnixMicros = Alarms.Noon,
        ChangedUnixMicros = Alarms.Noon,
        NextAttemptUnixMicros = UnixMicros.None,
        Subject = "hot",
        Error = null,
    };
}
