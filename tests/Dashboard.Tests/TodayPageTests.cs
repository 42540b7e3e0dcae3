using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Maintenance.Core.Alarms;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Maintenance.Dashboard.Tests;

/// <summary>Start pages of departments, and what changed since yesterday.</summary>
public sealed class TodayPageTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Today = new(2026, 7, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateTime Now = Today.UtcDateTime;
    private StageHost _host = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        _host = await StageHost.StartAsync(new FakeTimeProvider(Today), async (store, registry) =>
        {
            registry.AddOrReplace([Rows.Drill("N-1", "north-sea"), Rows.Drill("N-2", "north-sea"), Rows.Drill("S-1", "santos")]);
            await store.CommitAsync(new StoreCommit
            {
                Batches =
                [
                    new TableBatch(StoreTables.Assessment)
                        .AddAssessment("N-1", Now.AddDays(-1).AddMinutes(-5), 95, "A", "none")
                        .AddAssessment("N-1", Now.AddSeconds(-5), 30, "D", "bearing_wear", rul: (240, 480, 960, 9999))
                        .AddAssessment("N-2", Now.AddDays(-1).AddMinutes(-5), 31, "D", "whirl")
                        .AddAssessment("N-2", Now.AddSeconds(-5), 32, "D", "whirl"),
                ],
            }, CancellationToken.None);
        });
        await _host.CommitAsync(new TableBatch(StoreTables.Asset)
            .Add("N-1", "north-sea", "S", "R", 59.1, 2.4, 0.2159, null, null)
            .Add("N-2", "north-sea", "S", "R", 59.1, 2.4, 0.2159, null, null)
            .Add("S-1", "santos", "S", "R", -23.1, -42.4, 0.2159, null, null));
        _client = _host.Program();
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task What_changed_since_yesterday_is_told_with_the_page_that_tells_more()
    {
        await SendAsync("production", new { asset = "N-1", day = "2026-06-30", oilM3 = 100 },
            new { asset = "N-1", day = "2026-07-01", oilM3 = 88 });
        await SendAsync("costs",
            new { region = "north-sea", reference = "1", department = "drilling", day = "2026-06-20", kind = "other", amount = 1200 },
            new { region = "north-sea", reference = "2", department = "drilling", day = "2025-06-20", kind = "other", amount = 7 });
        using var raised = await _client.PostAsJsonAsync("/api/v1/work-orders",
            new { asset = "N-2", title = "Pull the bit", priority = "low" });
        raised.StatusCode.ShouldBe(HttpStatusCode.Created, await raised.Content.ReadAsStringAsync());
        using var cancelled = await _client.PatchAsJsonAsync("/api/v1/work-orders/1", new { revision = 1, state = "cancelled" });
        cancelled.StatusCode.ShouldBe(HttpStatusCode.OK, await cancelled.Content.ReadAsStringAsync());
        Raise("N-1", "hot", AlarmPriority.High, Now.AddHours(-1));
        Raise("N-1", "old", AlarmPriority.High, Now.AddHours(-30));

        var changes = await ChangesAsync("/regions/north-sea");
        changes.ShouldBe(
        [
            ("N-1 is at risk: bearing wear", "/drills/N-1"), ("1 new alarm, 1 of high priority; 1 stands", "/alarms?region=north-sea"),
            ("88 m³ of oil on 2026-07-01, −12 m³ against the day before", "/regions/north-sea"),
            ("Pull the bit on N-2 is cancelled", "/work-orders/1"),
            ("1,200 USD of recent costs were recorded", "/regions/north-sea#departments"),
        ]);
        (await ChangesAsync("/today/maintenance")).ShouldBe([changes[0], changes[1], changes[3]]);
        (await ChangesAsync("/today/drilling")).ShouldBe(
            [changes[0], changes[1], changes[2], ("No production is recorded", "/regions/santos")]);
        (await ChangesAsync("/today/finance")).ShouldBe([changes[2], ("No production is recorded", "/regions/santos"), changes[4]]);
        var rest = await _client.GetFromJsonAsync<JsonElement>("/api/v1/regions/changes?units=oilfield");
        rest.EnumerateArray().Select(c => c.GetProperty("text").GetString()).ShouldContain(
            "554 bbl of oil on 2026-07-01, −75 bbl against the day before");
        foreach (var (_, path) in changes)
        {
            using var answer = await _client.GetAsync(path);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
        }
    }

    [Fact]
    public async Task Each_department_reads_its_own_words_first()
    {
        await RegionPageTests.FillAsync(_client);
        var drilling = await PageAsync("/today/drilling");
        Cells(drilling, "drilling-0").ShouldContain(r => r[0] == "N-2" && r[2].StartsWith("whirl", StringComparison.Ordinal));
        Cells(drilling, "drilling-0").ShouldNotContain(r => r[0] == "N-1", "bearing wear is no dysfunction");
        Heads(drilling, "drilling-1").ShouldBe(["Region", "Drilled, m", "Non-productive time, %", "Hours lost unplanned, h",
            "Invisible lost time, h", "Deferred by lost time, m³", "Oil against plan, %"]);

        var maintenance = await PageAsync("/today/maintenance");
        // P10 of N-1's life is 240 hours from its assessment; of N-2 nothing is estimated, so its priority counts.
        Cells(maintenance, "maintenance-0").Select(r => (r[0], r[2])).ShouldBe([("N-2", "2026-07-03 09:00"), ("N-1", "2026-07-12 08:59")]);
        var report = await _client.GetFromJsonAsync<JsonElement>("/api/v1/regions/north-sea/report");
        var finance = await PageAsync("/today/finance");
        var own = Cells(finance, "finance-0").Single(r => r[0] == "north-sea");
        string[] keys = ["budget", "spent", "spendingP10", "spendingP50", "spendingP90", "againstBudget", "moneyAtRisk"];
        foreach (var (i, key) in keys.Index())
        {
            var figure = report.GetProperty("figures").EnumerateArray().Single(f => f.GetProperty("key").GetString() == key);
            own[i + 1].ShouldBe(figure.GetProperty("value") is { ValueKind: JsonValueKind.Number } number
                ? Api.Business.FigureLine.Text(number.GetDouble()) : "not known", key);
        }
        (await _client.GetAsync("/today/catering")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_person_begins_on_the_page_of_their_department_whatever_else_changes_of_the_account()
    {
        using var eve = await _host.SignedInAsync("viewer", "north-sea", "eve");
        (await BeginsAsync("eve")).ShouldBe("/");
        using (var refused = await ChooseAsync(eve, "catering")) refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using (var chosen = await ChooseAsync(eve, "finance"))
            (await chosen.Content.ReadAsStringAsync()).ShouldContain("department-chosen");
        (await eve.GetStringAsync("/today")).ShouldContain("<h1>Finance</h1>", Case.Sensitive, "the session goes on");
        using var saved = await _client.PutAsJsonAsync("/api/v1/users/eve", new { role = "operator", regions = "*" });
        saved.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await BeginsAsync("eve")).ShouldBe("/today");
        using var renamed = await _client.PostAsJsonAsync("/api/v1/users/rename", new { name = "eve", newName = "eva" });
        renamed.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await BeginsAsync("eva")).ShouldBe("/today");
        await using var next = await StageHost.OverAsync(_host);
        using var again = await next.SignedInPersonAsync("eva", "a password of theirs");
        (await again.GetStringAsync("/today")).ShouldContain("<h1>Finance</h1>");
        (await _client.GetStringAsync("/today")).ShouldContain("<h1>Maintenance</h1>", Case.Sensitive, "a program has no department");
    }

    [Fact]
    public async Task The_tour_leads_through_six_pages_until_its_account_ends_it()
    {
        using var eve = await _host.SignedInAsync("viewer", "*", "eve");
        using var olga = await _host.SignedInAsync("viewer", "*", "olga");
        var address = "/";
        for (var step = 1; step <= 6; step++)
        {
            var page = new HtmlParser().ParseDocument(await eve.GetStringAsync(address));
            page.QuerySelector("[data-testid=tour]")!.GetAttribute("data-step").ShouldBe($"{step}", address);
            if (step < 6) address = page.QuerySelector(".tour .is-next")!.GetAttribute("href")!;
        }
        (await eve.GetStringAsync("/data")).ShouldNotContain("data-testid=\"tour\"");
        var last = await eve.GetStringAsync(address);
        using var ended = await eve.PostAsync("/tour/end", SignIn.Form(last, ("returnUrl", "/today")));
        ended.Headers.Location!.ToString().ShouldBe("/today");
        foreach (var path in new[] { "/", address }) (await eve.GetStringAsync(path)).ShouldNotContain("data-testid=\"tour\"");
        (await olga.GetStringAsync("/")).ShouldContain("data-testid=\"tour\"");
        (await _client.GetStringAsync("/")).ShouldNotContain("data-testid=\"tour\"");
    }

    private void Raise(string asset, string rule, AlarmPriority priority, DateTime at)
    {
        var rules = _host.Services.GetRequiredService<AlarmRules>();
        rules.Use(AlarmRuleSet.Of([AlarmRows.Rule("hot", "Hot"), AlarmRows.Rule("old", "Old")]));
        var micros = UnixMicros.Of(at);
        _host.Feed.PublishAlarms([new AlarmEventRow
        {
            Asset = asset, Rule = rule, Level = "high", EventTimeUnixMicros = micros, KnownAtUnixMicros = micros, LogPartition = 0,
            LogOffset = rule.GetHashCode(StringComparison.Ordinal) & 0xFFFF, RuleVersion = 1, Priority = (int)priority,
            RaisedUnixMicros = micros, ReturnedUnixMicros = UnixMicros.None, Value = 99, Limit = 95, Withdrawn = false, Because = null,
        }]);
    }

    private static Task<HttpResponseMessage> ChooseAsync(HttpClient person, string department) => PostAsync(person, "/account",
        ("_handler", "department"), ("department", department));

    private static async Task<HttpResponseMessage> PostAsync(HttpClient person, string path, params (string, string)[] fields) =>
        await person.PostAsync(path, SignIn.Form(await person.GetStringAsync(path), fields));

    private async Task<string> BeginsAsync(string name)
    {
        using var browser = _host.Anonymous();
        using var answer = await SignIn.PostAsync(browser, name, "a password of theirs");
        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        return answer.Headers.Location!.ToString();
    }

    private async Task<(string?, string?)[]> ChangesAsync(string path) => [.. (await PageAsync(path))
        .QuerySelectorAll("[data-testid=changes] a").Select(a => (a.TextContent, a.GetAttribute("href")))];

    private async Task<IDocument> PageAsync(string path) => new HtmlParser().ParseDocument(await _client.GetStringAsync(path));

    private static string[][] Cells(IDocument page, string table) => [.. page.QuerySelectorAll($"[data-testid={table}] tbody tr")
        .Select(r => r.QuerySelectorAll("th, td").Select(c => (c.QuerySelector("a") ?? c).TextContent.Trim()).ToArray())];

    private static string[] Heads(IDocument page, string table) =>
        [.. page.QuerySelectorAll($"[data-testid={table}] thead th").Select(h => h.TextContent)];

    private async Task SendAsync(string path, params object[] entries)
    {
        using var answer = await _client.PostAsJsonAsync($"/api/v1/{path}", entries);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
    }
}
