using System.Net;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;

namespace Maintenance.Dashboard.Tests;

/// <summary>What was told of alarms and who would be told, on their page; settings changed there.</summary>
public sealed class NotificationPageTests : IAsyncLifetime
{
    private const string Page = "/alarms/notifications";
    private static readonly (string, string)[] Route =
    [
        ("enabled", "true"), ("priorityAtLeast", "low"), ("step-count", "3"), ("step-0-email", "anna@example.org"), ("step-1-after", "15"),
        ("step-1-onCall", "north"),
    ];

    private static readonly (string, string)[] Rota =
    [
        ("timeZone", "Europe/Oslo"), ("person-count", "2"), ("person-0-name", "anna"), ("person-0-email", "anna@example.org"),
        ("level-count", "1"), ("level-0-people", "anna"), ("level-0-from", "2020-01-06"), ("override-count", "0"),
    ];

    private readonly TwoRegionsFixture _fixture = new();
    private HttpClient _engineer = null!;

    public async Task InitializeAsync()
    {
        await _fixture.InitializeAsync();
        _engineer = await _fixture.Host.SignedInAsync("engineer", "*", "erik");
    }

    public async Task DisposeAsync()
    {
        _engineer.Dispose();
        await _fixture.DisposeAsync();
    }

    [Fact]
    public async Task Without_a_route_the_page_says_that_nobody_is_told()
    {
        var html = await _engineer.GetStringAsync(Page);
        html.ShouldContain("Nobody is told of any alarm");
        html.ShouldContain("Nothing has been told yet.");
    }

    [Fact]
    public async Task A_route_and_a_rota_are_made_checked_tested_and_removed()
    {
        using var early = await SaveAsync("/new?kind=route&name=shift", Route);
        early.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var refused = await early.Content.ReadAsStringAsync();
        refused.ShouldContain("<a href=\"#step-1-onCall\">On call</a>: names the rota &#x27;north&#x27;, which does not exist");
        refused.ShouldContain("id=\"step-1-onCall-about\"");
        refused.ShouldContain("value=\"anna@example.org\"", customMessage: "what was typed is still there");
        using var broken = await SaveAsync("/new?kind=rota&name=north", [.. Rota, ("level-0-days", "a week")]);
        broken.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        WebUtility.HtmlDecode(await broken.Content.ReadAsStringAsync()).ShouldContain("“a week” is not a whole number.");

        (await SaveAsync("/new?kind=rota&name=north", Rota)).StatusCode.ShouldBe(HttpStatusCode.Found);
        (await SaveAsync("/new?kind=route&name=shift", Route)).StatusCode.ShouldBe(HttpStatusCode.Found);
        (await _engineer.GetStringAsync(Page + "/rota/north")).ShouldContain("data-testid=\"shifts\"");
        var html = await _engineer.GetStringAsync(Page);
        html.ShouldContain("at once: anna@example.org");
        html.ShouldContain("after 15 min: anna (on call, north)");
        html.ShouldContain("level 1: anna");
        html.ShouldContain("no mail server is named");

        using var tested = await PostAsync("/route/shift", ("action", "test"));
        tested.Headers.Location!.ToString().ShouldEndWith("?done=tested");
        (await _engineer.GetStringAsync(Page)).ShouldContain("test message");
        using var used = await PostAsync("/rota/north", ("action", "remove"));
        (await used.Content.ReadAsStringAsync()).ShouldContain("Route shift tells the rota north: change the route first.");
        (await PostAsync("/route/shift", ("action", "remove"))).StatusCode.ShouldBe(HttpStatusCode.Found);
        (await PostAsync("/rota/north", ("action", "remove"))).StatusCode.ShouldBe(HttpStatusCode.Found);
        (await _engineer.GetAsync(Page + "/route/shift")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Rows_are_added_and_removed_without_a_script_and_keep_what_was_typed()
    {
        using var more = await PostAsync("/new?kind=route&name=shift", [("action", "add-step"), .. Route]);
        var html = await more.Content.ReadAsStringAsync();
        more.StatusCode.ShouldBe(HttpStatusCode.OK);
        html.ShouldContain("name=\"step-count\" value=\"4\"");
        html.ShouldContain("id=\"step-1-onCall\" value=\"north\"");
        using var less = await PostAsync("/new?kind=route&name=shift", [("action", "drop-step-0"), .. Route]);
        html = await less.Content.ReadAsStringAsync();
        html.ShouldContain("name=\"step-count\" value=\"2\"");
        html.ShouldContain("id=\"step-0-onCall\" value=\"north\"");
        html.ShouldNotContain("anna@example.org\"");
        (await _engineer.GetAsync(Page + "/route/shift")).StatusCode.ShouldBe(HttpStatusCode.NotFound, "nothing was saved");
    }

    [Fact]
    public async Task A_webhook_shows_where_it_leads_and_never_its_address_or_secret()
    {
        using var saved = await PostAsync("/new?kind=webhook&name=ops", ("action", "save"), ("url", "https://hooks.example.org/token-123"),
            ("secret", "sixteen-characters"));
        saved.StatusCode.ShouldBe(HttpStatusCode.Found, await saved.Content.ReadAsStringAsync());
        foreach (var html in new[] { await _engineer.GetStringAsync(Page), await _engineer.GetStringAsync(Page + "/webhook/ops") })
        {
            html.ShouldContain("https://hooks.example.org");
            html.ShouldNotContain("token-123");
            html.ShouldNotContain("sixteen-characters");
        }
    }

    [Fact]
    public async Task The_log_tells_failed_and_repeated_messages_of_the_persons_regions()
    {
        var north = Told(TwoRegionsFixture.North, "failed", "high.1.r2") with
        {
            Error = "The server did not answer",
            Attempts = 3,
            NextAttemptUnixMicros = UnixMicros.Of(Rows.Noon.AddMinutes(5)),
        };
        await _fixture.Host.CommitAsync(TableBatch.Of(north), TableBatch.Of(Told(TwoRegionsFixture.South, "sent", "low.1")));
        using var olga = await _fixture.Host.SignedInAsync("operator", "north-sea", "olga");
        var html = await olga.GetStringAsync(Page);
        string[] told =
        [
            "anna@example.org (on-call north/1)", "high, step 1, repetition 2", "failed", "again at 2025-06-01 12:05:00", "3 times",
            "The server did not answer", $"/alarms/{TwoRegionsFixture.North}~bearing_hot",
        ];
        foreach (var words in told) html.ShouldContain(words);
        html.ShouldNotContain(TwoRegionsFixture.South);
        html.ShouldNotContain("data-testid=\"settings\"", customMessage: "settings are for engineers of all regions");
        (await _engineer.GetStringAsync(Page + "?state=sent")).ShouldContain(TwoRegionsFixture.South);
        (await _engineer.GetStringAsync(Page + "?state=dropped")).ShouldContain("No message matches.");
        using var viewer = await _fixture.Host.SignedInAsync("viewer", "*", "vera");
        (await viewer.GetAsync(Page)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await viewer.GetStringAsync("/alarms")).ShouldNotContain(Page);
        (await olga.GetStringAsync("/alarms")).ShouldContain(Page);
    }

    private Task<HttpResponseMessage> SaveAsync(string path, (string, string)[] fields) => PostAsync(path, [("action", "save"), .. fields]);

    private async Task<HttpResponseMessage> PostAsync(string path, params (string, string)[] fields) =>
        await _engineer.PostAsync(Page + path,
            SignIn.Form(await _engineer.GetStringAsync(Page + path), [("_handler", "setting"), .. fields]));

    private static NotificationRow Told(string asset, string state, string step) => new()
    {
        Id = asset + step, Message = "m" + asset, Asset = asset, Rule = "bearing_hot", OccurrenceUnixMicros = UnixMicros.Of(Rows.Noon),
        Step = step, Recipient = "email:anna@example.org", Target = "on-call:north/1", Route = "shift", Priority = 3, State = state,
        Attempts = 1, CreatedUnixMicros = UnixMicros.Of(Rows.Noon), ChangedUnixMicros = UnixMicros.Of(Rows.Noon),
        NextAttemptUnixMicros = UnixMicros.None, Subject = "s", Error = null,
    };
}
