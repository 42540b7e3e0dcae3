using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Maintenance.Core.Alarms;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Maintenance.Dashboard.Tests;

/// <summary>Work orders on their pages, without a script: raised from an alarm, begun, closed with a finding.</summary>
public sealed class WorkOrderPageTests : IAsyncLifetime
{
    private const string North = TwoRegionsFixture.North;
    private const string Alarm = North + "~bearing_wear_likely@2025-06-01T12:00:00.0000000Z";
    private readonly TwoRegionsFixture _fixture = new();
    private HttpClient _olga = null!;

    public async Task InitializeAsync()
    {
        await _fixture.InitializeAsync();
        _olga = await _fixture.Host.SignedInAsync("operator", "north-sea", "olga");
    }

    public async Task DisposeAsync()
    {
        _olga.Dispose();
        await _fixture.DisposeAsync();
    }

    [Fact]
    public async Task An_operator_raises_an_order_from_an_alarm_and_closes_it_with_a_finding()
    {
        await _fixture.Host.CommitAsync(TableBatch.Of(Event()));
        var form = await _olga.GetStringAsync("/work-orders/new?alarm=" + Uri.EscapeDataString(Alarm));
        form.ShouldContain("bearing_wear_likely</a> since 2025-06-01 12:00:00 UTC");
        form.ShouldContain($"name=\"alarm\" value=\"{Alarm}\"");
        using var blank = await _olga.PostAsync("/work-orders/new?asset=" + North, SignIn.Form(form, ("_handler", "raise"),
            ("asset", North), ("title", " ")));
        (blank.StatusCode, (await blank.Content.ReadAsStringAsync()).Contains("title: is blank", StringComparison.Ordinal))
            .ShouldBe((HttpStatusCode.BadRequest, true));
        using var raised = await _olga.PostAsync("/work-orders/new?asset=" + North, SignIn.Form(form, ("_handler", "raise"),
            ("asset", North), ("alarm", Alarm), ("title", "Listen <b>now</b>"), ("failureMode", "bearing_wear"), ("priority", "high"),
            ("due", "2030-01-01T06:00"), ("dueShown", ""), ("partName", "SKF"), ("partNumber", "2"), ("partCost", "10.5"), ("hours", "")));
        raised.StatusCode.ShouldBe(HttpStatusCode.Found, await raised.Content.ReadAsStringAsync());
        $"{raised.Headers.Location}".ShouldEndWith("/work-orders/1");

        var list = await _olga.GetStringAsync("/work-orders");
        list.ShouldContain("Listen &lt;b&gt;now&lt;/b&gt;");
        list.ShouldContain("2030-01-01 06:00:00");
        (await _olga.GetStringAsync("/work-orders?failureMode=whirl")).ShouldContain("No work order matches.");
        (await _olga.GetStringAsync($"/drills/{North}")).ShouldContain("href=\"/work-orders/1\"");

        var page = await _olga.GetStringAsync("/work-orders/1");
        using var begun = await _olga.PostAsync("/work-orders/1",
            SignIn.Form(page, ("_handler", "state"), ("revision", "1"), ("state", "in_progress")));
        begun.StatusCode.ShouldBe(HttpStatusCode.Found);
        using var late = await _olga.PostAsync("/work-orders/1",
            SignIn.Form(page, ("_handler", "change"), ("revision", "1"), ("title", "mine"), ("notes", "")));
        (late.StatusCode, (await late.Content.ReadAsStringAsync()).Contains("was changed by olga at", StringComparison.Ordinal))
            .ShouldBe((HttpStatusCode.Conflict, true));
        using var closed = await _olga.PostAsync("/work-orders/1", SignIn.Form(page, ("_handler", "close"), ("revision", "2"),
            ("outcome", "confirmed"), ("failureMode", ""), ("component", "outer race"), ("severity", "degraded"), ("repaired", "true"),
            ("found", "2025-06-01T15:00"), ("began", ""), ("failed", ""), ("hours", "3"), ("notes", "spalled")));
        closed.StatusCode.ShouldBe(HttpStatusCode.Found, await closed.Content.ReadAsStringAsync());
        var after = await _olga.GetStringAsync("/work-orders/1");
        after.ShouldContain("confirmed: what was suspected was there");
        after.ShouldContain("bearing wear, outer race, degraded");
        after.ShouldNotContain("work-order-close");
        (await _olga.GetFromJsonAsync<JsonElement>("/api/v1/alarm-rules/precision"))[0].GetProperty("confirmed").GetInt32().ShouldBe(1);
        (await _olga.GetStringAsync($"/drills/{North}")).ShouldContain("Nothing is to be done.");
        (await _olga.GetFromJsonAsync<JsonElement>($"/api/v1/assets/{North}/maintenance")).GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task The_page_of_an_alarm_leads_to_its_order_and_shows_it_afterwards()
    {
        var row = Event() with { Rule = "bearing_wear", Level = "likely", Priority = 2 };
        await _fixture.Host.CommitAsync(TableBatch.Of(row));
        var wear = AlarmRows.Rule("bearing_wear", "Bearing wear",
            new AlarmCondition.Compare("probability.bearing_wear", AlarmComparison.Above, 0.6, 0.1, Word: null));
        _fixture.Host.Services.GetRequiredService<AlarmRules>().Use(AlarmRuleSet.Of(wear));
        _fixture.Host.Feed.PublishAlarms([row]);
        var alarm = await _olga.GetStringAsync($"/alarms/{North}~bearing_wear");
        var link = Regex.Match(alarm, "href=\"(/work-orders/new[^\"]*)\"").Groups[1].Value;
        link.ShouldBe("/work-orders/new?alarm=" + Uri.EscapeDataString($"{North}~bearing_wear@2025-06-01T12:00:00.0000000Z"));
        alarm.ShouldNotContain("data-testid=\"work-orders\"");
        var form = await _olga.GetStringAsync(link);
        form.ShouldContain("value=\"bearing_wear\" selected", customMessage: "the suspected mode is that of the alarm");
        using var raised = await _olga.PostAsync(link, SignIn.Form(form, ("_handler", "raise"), ("asset", North),
            ("alarm", $"{North}~bearing_wear@2025-06-01T12:00:00.0000000Z"), ("title", "Exchange the bearing")));
        raised.StatusCode.ShouldBe(HttpStatusCode.Found, await raised.Content.ReadAsStringAsync());
        (await _olga.GetStringAsync($"/alarms/{North}~bearing_wear")).ShouldContain("Exchange the bearing");
        (await _olga.GetStringAsync("/work-orders/1")).ShouldContain($"href=\"/alarms/{North}~bearing_wear\"");
        using var viewer = await _fixture.Host.SignedInAsync("viewer", "north-sea", "vera");
        var seen = await viewer.GetStringAsync($"/alarms/{North}~bearing_wear");
        seen.ShouldContain("Exchange the bearing");
        seen.ShouldNotContain("/work-orders/new");
    }

    [Fact]
    public async Task Viewers_see_orders_of_their_regions_without_forms_and_post_nothing()
    {
        using var program = _fixture.Host.Program();
        foreach (var asset in new[] { North, TwoRegionsFixture.South })
            (await program.PostAsJsonAsync("/api/v1/work-orders", new { asset, title = "look" })).StatusCode
                .ShouldBe(HttpStatusCode.Created);
        using var viewer = await _fixture.Host.SignedInAsync("viewer", "north-sea", "vera");
        var page = await viewer.GetStringAsync("/work-orders/1");
        page.ShouldNotContain("<button type=\"submit\" class=\"primary\">Close");
        (await viewer.GetAsync("/work-orders/2")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await viewer.GetStringAsync("/work-orders")).ShouldNotContain(TwoRegionsFixture.South);
        var form = await _olga.GetStringAsync("/work-orders/1");
        using var forged = await viewer.PostAsync("/work-orders/1", SignIn.Form(form, ("_handler", "close"), ("revision", "1"),
            ("outcome", "nothing_found")));
        ((int)forged.StatusCode).ShouldBeGreaterThanOrEqualTo(400);
        (await program.GetFromJsonAsync<JsonElement>("/api/v1/work-orders/1")).GetProperty("revisions").GetArrayLength().ShouldBe(1);
    }

    private static AlarmEventRow Event() => new()
    {
        Asset = North, Rule = "bearing_wear_likely", Level = "high", EventTimeUnixMicros = UnixMicros.Of(Rows.Noon),
        KnownAtUnixMicros = UnixMicros.Of(Rows.Noon), LogPartition = 0, LogOffset = 7, RuleVersion = 1, Priority = 3,
        RaisedUnixMicros = UnixMicros.Of(Rows.Noon), ReturnedUnixMicros = UnixMicros.None, Value = 0.8f, Limit = 0.5f, Withdrawn = false,
        Because = "probability 0.8",
    };
}
