using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Maintenance.Core.Business;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Maintenance.Core.WorkOrders;
using Microsoft.Extensions.Time.Testing;

namespace Maintenance.Dashboard.Tests;

/// <summary>Pages of regions: the figures of REST and CSV, with their units, and what is said where there are none.</summary>
public sealed class RegionPageTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Today = new(2026, 7, 2, 9, 0, 0, TimeSpan.Zero);
    private StageHost _host = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        _host = await StageHost.StartAsync(new FakeTimeProvider(Today), async (store, registry) =>
        {
            registry.AddOrReplace([Rows.Drill("N-1", "north-sea"), Rows.Drill("N-2", "north-sea"), Rows.Drill("S-1", "santos"),
                Rows.Drill("G-1", "gulf"), Rows.Drill("G-2", "gulf"), Rows.Drill("G-3", "gulf")]);
            var now = Today.UtcDateTime;
            await store.CommitAsync(new StoreCommit
            {
                Batches =
                [
                    new TableBatch(StoreTables.Assessment)
                        .AddAssessment("G-1", now.AddSeconds(-5), 30, "D", "bearing_wear", rul: (240, 480, 960, 9999))
                        .AddAssessment("G-2", now.AddSeconds(-5), 95, "A", "none")
                        .AddAssessment("G-3", now.AddDays(-2), 35, "D", "whirl"),
                ],
            }, CancellationToken.None);
        });
        await _host.CommitAsync(TableBatch.Of(AssetRow.Of(Rows.Drill("N-1", "north-sea")), AssetRow.Of(Rows.Drill("N-2", "north-sea"))));
        _client = _host.Program();
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Page_json_and_csv_tell_the_same_figures()
    {
        await FillAsync();
        var page = WebUtility.HtmlDecode(await _client.GetStringAsync("/regions/north-sea"));
        var report = await _client.GetFromJsonAsync<JsonElement>("/api/v1/regions/north-sea/report");
        var figures = report.GetProperty("figures").EnumerateArray().ToArray();
        var csv = (await _client.GetStringAsync("/api/v1/regions/north-sea/report?period=year&format=csv")).Split("\r\n")[1..^1];
        csv.Length.ShouldBeGreaterThan(figures.Length, "departments too");
        foreach (var (i, figure) in figures.Index())
        {
            var (key, unit) = (figure.GetProperty("key").GetString()!, figure.GetProperty("unit").GetString()!);
            double? value = figure.GetProperty("value") is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;
            var shown = Shown(key).Match(page).Groups[1].Value;
            shown.ShouldStartWith(value is { } told
                ? told.ToString(told == Math.Round(told) ? "N0" : "N1", CultureInfo.InvariantCulture)
                    + (unit.Length > 0 ? $"\u00a0{unit}" : "")
                : "not known");
            csv[i].ShouldContain(string.Create(CultureInfo.InvariantCulture, $",{value},{unit},"), Case.Sensitive, key);
        }
        foreach (var department in report.GetProperty("departments").EnumerateArray())
            page.ShouldContain(department.GetProperty("forecastP90").GetDouble().ToString("N0", CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Figures_follow_what_was_recorded()
    {
        await FillAsync();
        var report = await _client.GetFromJsonAsync<JsonElement>("/api/v1/regions/north-sea/report");
        double? Value(string key) => report.GetProperty("figures").EnumerateArray().Single(f => f.GetProperty("key").GetString() == key)
            .GetProperty("value") is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;
        report.GetProperty("productionUntil").GetString().ShouldBe("2026-07-01");
        // 182 days of two drills: 90 and 60 m³ a day; the plan of 100 each; N-1 loses 2.4 h a day unplanned.
        (Value("oil"), Value("oilPlan"), Value("oilOfPlan"), Value("availability"), Value("npt"))
            .ShouldBe((27_300, 36_400, 75, 95, 5));
        Value("deferred").ShouldBe(182 * 200 * 0.05);
        Value("oilPlanAll").ShouldBe(2 * 100 * 365);
        Value("oilP50")!.Value.ShouldBeInRange(27_300 + 183 * 125, 27_300 + 183 * 151);
        (Value("spent"), Value("budget")).ShouldBe((26_000, 12_000));
        Value("spendingP10")!.Value.ShouldBeGreaterThan(26_000);
        (Value("mtbf"), Value("moneyAtRisk"), Value("drillsAtRisk")).ShouldBe((null, null, null), "no drill is assessed");
    }

    [Fact]
    public async Task Money_at_risk_is_told_with_the_best_day_and_a_silent_drill_stays_at_risk()
    {
        var before = await _client.GetFromJsonAsync<JsonElement>("/api/v1/regions/gulf/report");
        before.GetProperty("atRisk")[0].GetProperty("unknown").GetString()
            .ShouldStartWith("A rate is missing: oil_price, npt_day, repair,");
        await SendAsync("rates", new[]
        {
            ("oil_price", 472.0), ("npt_day", 90_000), ("repair", 60_000), ("repair_hours", 18), ("planned_repair", 22_000),
            ("planned_repair_hours", 6),
        }.Select(r => new { region = "*", kind = r.Item1, validFrom = "2026-01-01", amount = r.Item2 }));
        // One that is over, and one that does not hold yet.
        await SendAsync("rates", new[] { ("2020-01-01", 1.0), ("2026-07-03", 9.0) }.Select(r =>
            new { region = "*", kind = "repair", validFrom = r.Item1, amount = r.Item2 }));
        var report = await _client.GetFromJsonAsync<JsonElement>("/api/v1/regions/gulf/report");
        var risks = report.GetProperty("atRisk").EnumerateArray().ToArray();
        risks.Select(r => r.GetProperty("asset").GetString()).ShouldBe(["G-1", "G-3"]);
        var rates = new FailureRates(60_000, 18, 22_000, 6, 90_000, 472);
        var life = new FailureTime(240, 480, 960);
        risks[0].GetProperty("money").GetDouble().ShouldBe(MaintenanceDecision.Risk(life, rates, 0, 720), 1);
        var best = MaintenanceDecision.Best(MaintenanceDecision.Choices(life, rates, 0, 30));
        risks[0].GetProperty("bestDay").GetString().ShouldBe($"{new DateOnly(2026, 7, 2).AddDays(best.Day):yyyy-MM-dd}");
        risks[0].GetProperty("costNow").GetDouble().ShouldBe(22_000);
        risks[1].GetProperty("unknown").GetString().ShouldBe("It tells nothing of its condition any more; its last grade was D.");
        var page = WebUtility.HtmlDecode(await _client.GetStringAsync("/regions/gulf"));
        page.ShouldContain(risks[0].GetProperty("money").GetDouble().ToString("N0", CultureInfo.InvariantCulture));
        Shown("drillsAtRisk").Match(page).Groups[1].Value.ShouldBe("2");
        page.ShouldContain("Not known of 1 of 2 drills: It tells nothing");
    }

    [Fact]
    public async Task The_cost_of_every_order_counts_however_many_there_are()
    {
        const int Orders = 20_500; // more than two pages
        var now = UnixMicros.Of(Today.UtcDateTime.AddHours(-1));
        await _host.CommitAsync(TableBatch.Of([.. Enumerable.Range(1, Orders).Select(i => WorkOrderRows.Of(new WorkOrder
        {
            Number = i, Revision = 1, Asset = "N-1", Title = "Grease", State = WorkOrderStates.Done, DueUnixMicros = now, DueBecause = "",
            LabourCost = 2, RaisedUnixMicros = now, RaisedBy = "olga", ChangedUnixMicros = now, ChangedBy = "olga", ClosedUnixMicros = now,
        }))]));
        var report = await _client.GetFromJsonAsync<JsonElement>("/api/v1/regions/north-sea/report");
        report.GetProperty("figures").EnumerateArray().Single(f => f.GetProperty("key").GetString() == "spent").GetProperty("value")
            .GetDouble().ShouldBe(2 * Orders);
    }

    [Fact]
    public async Task Where_nothing_is_recorded_nothing_is_said_to_be_well()
    {
        var list = WebUtility.HtmlDecode(await _client.GetStringAsync("/regions"));
        list.ShouldContain("href=\"/regions/santos?period=year\"");
        var page = WebUtility.HtmlDecode(await _client.GetStringAsync("/regions/santos"));
        foreach (var key in new[] { "oil", "oilPlan", "oilP50", "availability", "npt", "mtbf", "budget", "spent", "spendingP50",
            "drillsAtRisk", "moneyAtRisk" })
            Shown(key).Match(page).Groups[1].Value.ShouldStartWith("not known", Case.Sensitive, key);
        page.ShouldContain("No budget is recorded.");
        page.ShouldContain("no data");
        (await _client.GetAsync("/regions/nowhere")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private Task FillAsync() => FillAsync(_client);

    /// <summary>Half a year of north-sea: production and plan of two drills, costs and budgets.</summary>
    internal static async Task FillAsync(HttpClient client)
    {
        var days = Enumerable.Range(0, 182).Select(i => new DateOnly(2026, 1, 1).AddDays(i)).ToArray();
        await SendAsync(client, "production", days.SelectMany(d => new object[]
        {
            new { asset = "N-1", day = $"{d:yyyy-MM-dd}", oilM3 = 90, nptHours = 2.4 },
            new { asset = "N-2", day = $"{d:yyyy-MM-dd}", oilM3 = 60, nptHours = 0 },
        }));
        var year = Enumerable.Range(0, 365).Select(i => new DateOnly(2026, 1, 1).AddDays(i));
        await SendAsync(client, "production", year.SelectMany(d => new[] { "N-1", "N-2" }.Select(a =>
            new { asset = a, day = $"{d:yyyy-MM-dd}", basis = ProductionBases.Plan, oilM3 = 100 })));
        await SendAsync(client, "costs", Enumerable.Range(0, 26).Select(w => new
        {
            region = "north-sea", reference = $"W{w}", department = w % 2 == 0 ? "drilling" : "maintenance",
            day = $"{new DateOnly(2026, 1, 1).AddDays(w * 7):yyyy-MM-dd}", kind = "operation", amount = 1000,
        }));
        await SendAsync(client, "budgets", Enumerable.Range(1, 12).Select(m =>
            new { region = "north-sea", department = "drilling", month = $"2026-{m:00}", amount = 1000 }));
    }

    private Task SendAsync<T>(string path, IEnumerable<T> entries) => SendAsync(_client, path, entries);

    private static async Task SendAsync<T>(HttpClient client, string path, IEnumerable<T> entries)
    {
        using var answer = await client.PostAsJsonAsync($"/api/v1/{path}", entries.ToArray());
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
    }

    private static Regex Shown(string key) => new($"data-figure=\"{key}\">.*?<dd[^>]*>(.*?)</dd>", RegexOptions.Singleline);
}
