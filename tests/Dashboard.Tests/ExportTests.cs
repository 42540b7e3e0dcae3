using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Maintenance.Api.Alarms;
using Maintenance.Core.Alarms;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Maintenance.Dashboard.Tests;

/// <summary>Every file that a page offers says what the page says, and every file that REST offers what its JSON says.</summary>
public sealed class ExportTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Today = new(2026, 7, 2, 9, 0, 0, TimeSpan.Zero);

    // Pages that offer files, and what proves the file equal.
    private static readonly Dictionary<string, string> Offers = new(StringComparer.Ordinal)
    {
        ["/alarms"] = nameof(AlarmExportTests.The_list_of_alarms_is_its_file),
        [Alarm] = nameof(AlarmExportTests.The_history_of_an_alarm_is_its_file_and_what_rest_tells_of_it),
        ["/alarms/performance"] = nameof(AlarmExportTests.The_performance_of_the_alarm_system_is_its_file_and_what_rest_tells_of_it),
        ["/work-orders"] = nameof(AlarmExportTests.The_list_of_work_orders_is_its_file_and_what_rest_tells_of_them),
        ["/regions"] = nameof(The_figures_of_all_regions_are_those_of_their_cards),
        ["/regions/north-sea"] = nameof(RegionReportTests),
        ["/regions/north-sea/report"] = nameof(RegionReportTests),
        ["/today/finance"] = nameof(The_figures_of_all_regions_are_those_of_their_cards),
        ["/sql"] = nameof(The_rows_of_a_query_are_those_of_the_console),
    };

    // Lists of REST that answer CSV, with a record of each in the store of this test, or the test that compares theirs.
    private static readonly string[] Lists =
        ["/production", "/costs", "/budgets", "/rates", "/work-orders", "/alarms", "/alarms/history", "/operator-actions"];

    private static readonly Dictionary<string, string> Elsewhere = new(StringComparer.Ordinal)
    {
        ["/regions/reports"] = nameof(The_figures_of_all_regions_are_those_of_their_cards),
        ["/regions/{region}/report"] = nameof(RegionReportTests),
        ["/alarms/performance"] = nameof(The_performance_of_the_alarm_system_is_that_of_its_json),
        ["/sql"] = nameof(The_rows_of_a_query_are_those_of_the_console),
    };

    private const string Alarm = "/alarms/N-1~bearing_hot";
    private static readonly DateTime Hot = Today.UtcDateTime.AddHours(-1);

    private StageHost _host = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        _host = await StageHost.StartAsync(new FakeTimeProvider(Today), (_, registry) =>
        {
            registry.AddOrReplace([Rows.Drill("N-1", "north-sea"), Rows.Drill("N-2", "north-sea"), Rows.Drill("S-1", "santos")]);
            return Task.CompletedTask;
        });
        await _host.CommitAsync(new Core.Tables.TableBatch(Core.Tables.StoreTables.Asset)
            .Add("N-1", "north-sea", "S", "R", 59.1, 2.4, 0.2159, null, null)
            .Add("N-2", "north-sea", "S", "R", 59.1, 2.4, 0.2159, null, null)
            .Add("S-1", "santos", "S", "R", -23.1, -42.4, 0.2159, null, null));
        _client = _host.Program();
        await RegionPageTests.FillAsync(_client);
        var rate = new { region = "*", kind = "oil_price", validFrom = "2026-01-01", amount = 472.25 };
        using var rates = await _client.PostAsJsonAsync("/api/v1/rates", new[] { rate });
        rates.EnsureSuccessStatusCode();
        using var order = await _client.PostAsJsonAsync("/api/v1/work-orders",
            new { asset = "N-1", title = "Grease, \"soon\"", hours = 1.5 });
        order.EnsureSuccessStatusCode();
        await RaiseAsync();
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Every_page_that_offers_a_file_is_compared_with_it()
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        string[] pages =
        [
            "/", "/alarms", Alarm, "/alarms/performance", "/alarms/rules", "/alarms/notifications", "/work-orders", "/work-orders/1",
            "/drills/N-1", "/data", "/sql", "/users", "/account", "/regions", "/regions/north-sea",
            "/regions/north-sea/report", "/today/drilling", "/today/maintenance", "/today/finance",
        ];
        foreach (var path in pages)
            if ((await PageAsync(path)).QuerySelector("a[download], a[href*='format='], [formaction$=csv]") is not null) found.Add(path);
        found.ShouldBe(Offers.Keys, ignoreOrder: true);
    }

    [Fact]
    public async Task Every_list_that_rest_gives_as_a_file_is_compared_with_its_json()
    {
        var api = await _client.GetFromJsonAsync<JsonElement>("/openapi/v1.json");
        var files = api.GetProperty("paths").EnumerateObject()
            .Where(p => p.Value.EnumerateObject().Any(m => m.Value.TryGetProperty("summary", out var s)
                && s.GetString()!.Contains("text/csv", StringComparison.Ordinal)))
            .Select(p => p.Name["/api/v1".Length..]).ToArray();
        files.ShouldBe([.. Lists, .. Elsewhere.Keys], ignoreOrder: true);
        foreach (var list in Lists)
        {
            var json = await _client.GetFromJsonAsync<JsonElement>($"/api/v1{list}");
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1{list}");
            request.Headers.Add("Accept", "text/csv");
            using var answer = await _client.SendAsync(request);
            var rows = CsvFile.Rows(await answer.Content.ReadAsStringAsync());
            (rows.Count - 1).ShouldBe(json.GetArrayLength(), list);
            json.GetArrayLength().ShouldBeGreaterThan(0, list);
            foreach (var (row, entry) in rows.Skip(1).Zip(json.EnumerateArray()))
                foreach (var (name, cell) in rows[0].Zip(row))
                    foreach (var told in entry.EnumerateObject().Where(p => Same(p.Name, name)))
                        Text(told.Value, cell).ShouldBe(cell, $"{list}: {name}");
        }
    }

    [Fact]
    public async Task The_figures_of_all_regions_are_those_of_their_cards()
    {
        foreach (var units in new[] { "metric", "oilfield" })
        {
            StageHost.CookiesOf(_client).Add(new Uri(_host.Url), new System.Net.Cookie("maintenance-units", units));
            var page = await PageAsync("/regions?period=2026");
            var link = page.QuerySelectorAll("a[download]").Single().GetAttribute("href")!;
            var rows = CsvFile.Rows(await _client.GetStringAsync(link));
            string Cell(IReadOnlyList<string> row, string name) => row[rows[0].Index().First(h => h.Item == name).Index];
            var compared = 0;
            foreach (var card in page.QuerySelectorAll("[data-region]"))
                foreach (var figure in card.QuerySelectorAll("[data-figure]"))
                {
                    var row = rows.Single(r => Cell(r, "region") == card.GetAttribute("data-region") && Cell(r, "subject").Length == 0
                        && Cell(r, "key") == figure.GetAttribute("data-figure"));
                    var unit = Cell(row, "value").Length == 0 || Cell(row, "unit").Length == 0 ? "" : $"\u00a0{Cell(row, "unit")}";
                    var note = Cell(row, "note") is { Length: > 0 } why ? $". {why}" : "";
                    figure.QuerySelector("dd")!.TextContent.ShouldBe(Cell(row, "shown") + unit + note);
                    compared++;
                }
            compared.ShouldBe(16);
        }
    }

    [Fact]
    public async Task The_rows_of_a_query_are_those_of_the_console()
    {
        const string Query = "SELECT asset, day, basis, oil_m3, npt_hours, 1e17 AS big, 0.1 AS tenth, 'a,\"b' AS quoted FROM production "
            + "ORDER BY day, asset, basis LIMIT 40";
        using var person = await _host.SignedInPersonAsync("admin", StageHost.AdminPassword);
        var page = await person.GetStringAsync("/sql");
        using var shown = await person.PostAsync("/sql", SignIn.Form(page, ("_handler", "sql"), ("query", Query)));
        using var file = await person.PostAsync("/sql/csv", SignIn.Form(page, ("query", Query)));
        var table = new HtmlParser().ParseDocument(await shown.Content.ReadAsStringAsync())
            .QuerySelector("[data-testid=sql-result]")!;
        var rows = CsvFile.Rows(await file.Content.ReadAsStringAsync());
        table.QuerySelectorAll("thead th").Select(h => h.TextContent).ShouldBe(rows[0]);
        var cells = table.QuerySelectorAll("tbody tr").Select(r => r.QuerySelectorAll("td, th").Select(Value).ToArray()).ToArray();
        cells.Length.ShouldBe(40);
        foreach (var (cell, row) in cells.Zip(rows.Skip(1))) cell.ShouldBe(row);

        static string Value(IElement cell) => cell.QuerySelector(".null") is null ? cell.TextContent : "";
    }

    // Figures and the most frequent alarms as one table.
    [Fact]
    public async Task The_performance_of_the_alarm_system_is_that_of_its_json()
    {
        const string Path = "/api/v1/alarms/performance?from=2026-07-01&to=2026-07-02T09:00:00Z";
        var json = await _client.GetFromJsonAsync<JsonElement>(Path);
        using var request = new HttpRequestMessage(HttpMethod.Get, Path);
        request.Headers.Add("Accept", "text/csv");
        using var answer = await _client.SendAsync(request);
        var rows = CsvFile.Rows(await answer.Content.ReadAsStringAsync());
        string[] figure = ["name", "asset", "rule", "value", "limit", "met"];
        var told = json.GetProperty("figures").EnumerateArray().Concat(json.GetProperty("badActors").EnumerateArray()).ToArray();
        rows[0].ShouldBe(["figure", .. figure[1..]]);
        rows.Count.ShouldBe(told.Length + 1);
        json.GetProperty("badActors").GetArrayLength().ShouldBe(1);
        foreach (var (row, entry) in rows.Skip(1).Zip(told))
            row.ShouldBe(figure.Zip(row, (name, cell) => name switch
            {
                "name" when !entry.TryGetProperty("name", out _) => "bad_actor",
                "value" when entry.TryGetProperty("alarms", out var alarms) => Text(alarms, cell),
                _ => entry.TryGetProperty(name, out var value) ? Text(value, cell) : "",
            }));
    }

    // One that stands and was acknowledged, in the book and on record.
    private async Task RaiseAsync()
    {
        var rule = AlarmRows.Rule();
        _host.Services.GetRequiredService<AlarmRules>().Use(AlarmRuleSet.Of([rule]));
        var row = new AlarmEventRow
        {
            Asset = "N-1", Rule = rule.Id, Level = "high", EventTimeUnixMicros = UnixMicros.Of(Hot),
            KnownAtUnixMicros = UnixMicros.Of(Hot), LogPartition = 0, LogOffset = 1, RuleVersion = 1, Priority = 2,
            RaisedUnixMicros = UnixMicros.Of(Hot), ReturnedUnixMicros = UnixMicros.None, Value = 99.25f, Limit = 95, Withdrawn = false,
            Because = null,
        };
        await _host.CommitAsync(TableBatch.Of(row));
        _host.Feed.PublishAlarms([row]);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (_host.Services.GetRequiredService<AlarmBook>().All.Count == 0) await Task.Delay(20, limit.Token);
        using var done = await _client.PostAsJsonAsync("/api/v1" + Alarm + "/acknowledge", new { comment = "on it, \"now\"" });
        done.EnsureSuccessStatusCode();
    }

    private static bool Same(string json, string csv) =>
        string.Equals(json, csv.Replace("_", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);

    // The same number or time may be written with more digits.
    private static string Text(JsonElement value, string cell) => value.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.Number when double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number == value.GetDouble() => cell,
        JsonValueKind.String when DateTimeOffset.TryParse(cell, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            && value.TryGetDateTimeOffset(out var other) && time == other => cell,
        JsonValueKind.True or JsonValueKind.False => value.GetBoolean() ? "true" : "false",
        _ => value.ToString(),
    };

    private async Task<IDocument> PageAsync(string path)
    {
        using var answer = await _client.GetAsync(path);
        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK, path);
        return new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
    }
}
