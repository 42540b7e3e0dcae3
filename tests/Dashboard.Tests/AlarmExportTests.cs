using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Maintenance.Api.Alarms;
using Maintenance.Api.Wording;
using Maintenance.Core.Alarms;
using Maintenance.Core.Channels;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Maintenance.Dashboard.Tests;

/// <summary>
/// Files of alarms, of an alarm's history, of the alarm system's performance, of operators' actions and of work orders say what pages
/// show: what a page offers is equal cell by cell, and what REST gives in SI units and UTC becomes it by the reader's units and zone.
/// </summary>
public sealed class AlarmExportTests : IAsyncLifetime
{
    private const int Drills = 103; // more than a page of the list
    private const string First = "N-000~bearing_hot";
    private const string Tokyo = "Asia/Tokyo";
    private static readonly DateTimeOffset Now = new(2026, 7, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly AlarmRule Hot = AlarmRows.Rule();
    private static readonly AlarmRule Heavy = AlarmRows.Rule("heavy", "Hook load high",
        new AlarmCondition.Compare("hook_load.max", AlarmComparison.Above, 2_000_000, 0, null));

    private StageHost _host = null!;
    private HttpClient _client = null!;

    public static TheoryData<string, string> Readers { get; } = new() { { "metric", "" }, { "oilfield", Tokyo } };

    public async Task InitializeAsync()
    {
        var clock = new FakeTimeProvider(Now);
        _host = await StageHost.StartAsync(clock, (_, registry) =>
        {
            registry.AddOrReplace([.. Enumerable.Range(0, Drills).Select(i => Rows.Drill($"N-{i:000}", "north-sea"))]);
            return Task.CompletedTask;
        });
        _host.Services.GetRequiredService<AlarmRules>().Use(AlarmRuleSet.Of([Hot, Heavy]));
        var rows = new List<AlarmEventRow>();
        for (var i = 0; i < Drills; i++) rows.Add(Event($"N-{i:000}", Hot, i, 95.449f + (i / 10f), 95));
        for (var i = 0; i < 40; i++)
        {
            // The first began earlier, has been over, and was corrected; one drill comes again and again.
            var stands = Event("N-007", Heavy, 3_600 + (i * 20), 2_345_678.9f, 2_000_000);
            rows.AddRange([stands, Over(stands, 8, known: 9)]);
        }
        rows.Add(Over(rows[^1], 12, known: 120));
        var early = Event("N-000", Hot, 7_200, 99.96f, 95);
        rows.AddRange([early, Over(early, 600, known: 600)]);
        var ordered = rows.OrderBy(r => r.KnownAtUnixMicros).Select((r, i) => r with { LogOffset = i }).ToArray();
        await _host.CommitAsync(TableBatch.Of(ordered));
        _host.Feed.PublishAlarms(ordered);
        await UntilKnownAsync();
        _client = await _host.SignedInPersonAsync("admin", StageHost.AdminPassword);
        using var program = _host.Program();
        await ActAsync(program, $"alarms/{First}/comment", new { comment = "who, \"me\"?" });
        await ActAsync(program, $"alarms/{First}/acknowledge", new { comment = "on it" });
        await ActAsync(program, $"alarms/{First}/shelve", new { until = Now.AddHours(2), reason = "noisy" });
        await ActAsync(program, "work-orders",
            new { asset = "N-003", title = "Grease, \"soon\"", failureMode = "bearing_wear", hours = 2 });
        await ActAsync(program, "work-orders", new { asset = "N-004", title = "Look", due = Now.AddHours(-3), assignee = "bob" });
        clock.Advance(TimeSpan.FromMinutes(1)); // so that all of it lies in the past
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _host.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task The_list_of_alarms_is_its_file(string units, string zone)
    {
        Prefer(units, zone);
        var page = await PageAsync("/alarms?view=recent");
        var file = await FileAsync(page);
        var stored = (await StoredAsync("/api/v1/alarms?state=normal,unacknowledged,returned_unacknowledged,shelved"))
            .ToDictionary(r => r["id"], StringComparer.Ordinal);
        var at = 0;
        for (var number = 1; at < file.Count; number++)
        {
            page = await PageAsync($"/alarms?view=recent&page={number}");
            var shown = page.QuerySelectorAll("[data-testid=alarms] [data-testid=alarm-row]");
            shown.Length.ShouldBeGreaterThan(0, $"the file has {file.Count} rows, of which pages show {at}");
            foreach (var row in shown)
            {
                var (line, told) = (file[at++], stored[row.GetAttribute("data-id")!]);
                foreach (var (column, field) in new[]
                {
                    ("Priority", "priorityText"), ("State", "stateText"), ("Alarm", "title"), ("Note", "note"), ("Drill", "asset"),
                    ("Rig", "rig"), ("Region", "region"), ("Value against limit", "value"), ("Acknowledged", "acknowledged"),
                }) line[column].ShouldBe(Field(row, field), column);
                // A file outlives its year.
                var since = line[$"Since ({(zone.Length > 0 ? zone : "UTC")})"];
                since.ShouldBe(Local(told["occurrence"], zone));
                since.ShouldEndWith(Field(row, "since"));
                var value = Field(row, "value");
                value.Replace(",", "", StringComparison.Ordinal).ShouldBe(
                    $"{line["Value"]} {line["Unit"]} > {line["Limit"]} {line["Unit"]}");
                var channel = StandardChannels.All.Single(c => c.Name == (told["rule"] == "heavy" ? "hook_load" : "bearing_temperature"));
                var unit = DisplayUnits.Of(channel, units == "oilfield" ? UnitSystem.Oilfield : UnitSystem.Metric);
                value.ShouldBe($"{unit.FormatWithUnit(Number(told["value"]))} > {unit.FormatWithUnit(Number(told["limit"]))}");
            }
        }
        at.ShouldBe(Drills + 1);
        Prefer("metric", "");
        (await FileAsync(await PageAsync("/alarms?priority=low"))).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task The_history_of_an_alarm_is_its_file_and_what_rest_tells_of_it(string units, string zone)
    {
        Prefer(units, zone);
        foreach (var id in new[] { First, "N-007~heavy" })
        {
            var page = await PageAsync($"/alarms/{id}");
            var table = page.QuerySelector("[data-testid=alarm-history]")!;
            var shown = Cells(table).Select(r => r.Select(c => c == "–" ? "" : c).ToArray()).ToList();
            var file = await FileAsync(page);
            file.Select(l => l.Values.ToArray()).ShouldBe(shown);
            file[0].Keys.First().ShouldBe(table.QuerySelector("th")!.TextContent);

            var asset = id.Split('~')[0];
            var times = (await StoredAsync($"/api/v1/alarms/history?asset={asset}&rule={id.Split('~')[1]}")).ToList();
            times.Count.ShouldBe(id == First ? 2 : 40);
            foreach (var occurrence in times)
            {
                shown.ShouldContain(r => r[1].StartsWith(Local(occurrence["occurrence"], zone), StringComparison.Ordinal)
                    && r[2] == "High began, medium priority");
                if (occurrence["returned"].Length > 0)
                    shown.ShouldContain(r => r[1].StartsWith(Local(occurrence["returned"], zone), StringComparison.Ordinal)
                        && (r[2] == "High returned to normal" || r[2].StartsWith("High: end corrected", StringComparison.Ordinal)));
            }
            var actions = await StoredAsync($"/api/v1/operator-actions?asset={asset}&rule={id.Split('~')[1]}");
            actions.Count.ShouldBe(id == First ? 3 : 0);
            shown.Count(r => r[3].Length > 0).ShouldBe(actions.Count);
            foreach (var action in actions)
                shown.ShouldContain(r => r[0] == Local(action["at"], zone) && r[3] == action["actor"] && r[4] == action["text"]
                    && r[2].StartsWith(action["action"], StringComparison.OrdinalIgnoreCase)
                    && r[2].EndsWith(
                        action["until"].Length > 0 ? $" until {Local(action["until"], zone)}" : "ed", StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task The_performance_of_the_alarm_system_is_its_file_and_what_rest_tells_of_it(string units, string zone)
    {
        Prefer(units, zone);
        var page = await PageAsync("/alarms/performance?range=24h&operators=2");
        var file = await FileAsync(page);
        var facts = page.QuerySelectorAll("[data-testid=performance] .fact")
            .Select(f => new[] { "Load", "", "", f.QuerySelector("dt")!.TextContent, f.QuerySelector("dd")!.TextContent, "", "" });
        var figures = Cells(page.QuerySelector("[data-testid=performance-figures]")!).ToList();
        var actors = Cells(page.QuerySelector("[data-testid=bad-actors]")!).ToList();
        var floods = Cells(page.QuerySelector("#floods + section table")!).ToList();
        actors.Count.ShouldBe(10);
        floods.Count.ShouldBeGreaterThan(0);
        IEnumerable<string[]> all =
        [
            .. facts.OrderBy(f => f[3] == "Verdict"),
            .. figures.Select(f => new[] { "Figures", "", "" }.Concat(f).ToArray()),
            .. actors.SelectMany(a => new[] { ("Times", 2), ("Share", 3), ("Advice", 4) }
                .Select(c => new[] { "The ten most frequent alarms", a[0], a[1], c.Item1, a[c.Item2], "", "" })),
            .. floods.SelectMany(f => new[] { ("Length", 1), ("Alarms", 2), ("Most in ten minutes", 3) }
                .Select(c => new[] { "Floods", f[0], "", c.Item1, f[c.Item2], "", "" })),
        ];
        file.Select(l => l.Values.ToArray()).ShouldBe(all);

        var told = (await StoredAsync("/api/v1/alarms/performance?operators=2&from=2026-07-01T09:01:00Z&to=2026-07-02T09:01:00Z")).ToList();
        double Told(string figure) => Number(told.Single(r => r["figure"] == figure)["value"]);
        string Shown(string label) => figures.Single(f => f[0] == label)[1];
        Shown("Alarms per operator hour").ShouldBe(Told("per_operator_hour").ToString("N1", CultureInfo.InvariantCulture));
        Shown("Most in ten minutes, per operator").ShouldBe(Told("peak_per_ten_minutes").ToString("N0", CultureInfo.InvariantCulture));
        Shown("Ten-minute intervals with more").ShouldBe(Percent(Told("share_over_ten")));
        Shown("Time in flood").ShouldStartWith($"{Percent(Told("flood_share"))} in {Told("floods")}");
        foreach (var (label, figure) in new[]
        {
            ("Chattering alarms", "chattering"), ("Fleeting alarms", "fleeting"), ("Stale alarms, over 24 h", "stale"),
            ("Not acknowledged", "unacknowledged"), ("Standing at the end", "standing_at_end"),
            ("Called nobody: over when known", "over_when_known"), ("Withdrawn by later data", "withdrawn"),
        }) Shown(label).ShouldBe(Told(figure).ToString("N0", CultureInfo.InvariantCulture), label);
        Shown("Share of the ten most frequent").ShouldBe(Percent(Told("bad_actors_share")));
        Shown("Called nobody: masked, shelved, out of service").ShouldBe($"{Told("masked")}, {Told("shelved")}, {Told("out_of_service")}");
        foreach (var (label, figure) in new[]
        {
            ("Time to acknowledge, median", "acknowledge_median_seconds"), ("Time to acknowledge, nine of ten", "acknowledge_p90_seconds"),
            ("Time to clear, median", "clear_median_seconds"), ("Time to clear, nine of ten", "clear_p90_seconds"),
        }) Shown(label).ShouldBe(Display.Words.Age(TimeSpan.FromSeconds(Told(figure))), label);
        told.Where(r => r["figure"] == "bad_actor").Select(r => (r["asset"], r["value"])).ShouldBe(actors.Select(a => (a[1], a[2])));
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task The_list_of_work_orders_is_its_file_and_what_rest_tells_of_them(string units, string zone)
    {
        Prefer(units, zone);
        var page = await PageAsync("/work-orders");
        var table = page.QuerySelector("[data-testid=work-orders]")!;
        var file = await FileAsync(page);
        var shown = Cells(table).ToList();
        shown.Count.ShouldBe(2);
        foreach (var (row, line) in shown.Zip(file))
        {
            string[] cells = [$"{line["Number"]} · {line["Order"]}", .. line.Values.Skip(2)];
            cells[2].ShouldBe(row[2].Split(' ')[0]); // followed by the mark of the drill's grade
            row[2] = cells[2];
            cells.ShouldBe(row);
        }
        file[0].Keys.ElementAt(2).ShouldBe(table.QuerySelectorAll("th").ElementAt(1).TextContent);
        var told = await StoredAsync("/api/v1/work-orders");
        foreach (var (order, line) in told.Zip(file))
        {
            (order["number"], order["title"], order["asset"], order["assignee"]).ShouldBe(
                (line["Number"], line["Order"], line["Drill"], line["Assignee"] == "–" ? "" : line["Assignee"]));
            line.Values.ElementAt(2).ShouldStartWith(Local(order["due"], zone));
        }
        told.Count.ShouldBe(file.Count);
        (await FileAsync(await PageAsync("/work-orders?overdue=true"))).ShouldHaveSingleItem()["Drill"].ShouldBe("N-004");
    }

    private static AlarmEventRow Event(string asset, AlarmRule rule, int secondsAgo, float value, float limit)
    {
        var began = UnixMicros.Of(Now.UtcDateTime.AddSeconds(-secondsAgo - 60));
        return new AlarmEventRow
        {
            Asset = asset, Rule = rule.Id, Level = "high", EventTimeUnixMicros = began, KnownAtUnixMicros = began + 1_000_000,
            LogPartition = 0, LogOffset = 0, RuleVersion = 1, Priority = (int)AlarmPriority.Medium, RaisedUnixMicros = began,
            ReturnedUnixMicros = UnixMicros.None, Value = value, Limit = limit, Withdrawn = false, Because = null,
        };
    }

    private static AlarmEventRow Over(AlarmEventRow row, int seconds, int known) => row with
    {
        ReturnedUnixMicros = row.EventTimeUnixMicros + (seconds * UnixMicros.PerSecond),
        KnownAtUnixMicros = row.EventTimeUnixMicros + ((known + 1) * UnixMicros.PerSecond),
    };

    private async Task UntilKnownAsync()
    {
        var book = _host.Services.GetRequiredService<AlarmBook>();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (book.All.Count < Drills + 1) await Task.Delay(20, limit.Token);
    }

    private static async Task ActAsync(HttpClient program, string path, object body)
    {
        using var answer = await program.PostAsJsonAsync($"/api/v1/{path}", body);
        answer.IsSuccessStatusCode.ShouldBeTrue($"{path}: {await answer.Content.ReadAsStringAsync()}");
    }

    private void Prefer(string units, string zone)
    {
        var cookies = StageHost.CookiesOf(_client);
        foreach (var (name, value) in new[] { ("units", units), ("zone", zone.Length > 0 ? "local" : "utc"), ("browser-zone", zone) })
            cookies.Add(new Uri(_host.Url), new Cookie($"maintenance-{name}", Uri.EscapeDataString(value)));
    }

    private async Task<IDocument> PageAsync(string path) => new HtmlParser().ParseDocument(await _client.GetStringAsync(path));

    // By the page's own link.
    private async Task<IReadOnlyList<Dictionary<string, string>>> FileAsync(IDocument page)
    {
        using var answer = await _client.GetAsync(page.QuerySelector("a[download]")!.GetAttribute("href"));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        return Lines(await answer.Content.ReadAsStringAsync());
    }

    private async Task<IReadOnlyList<Dictionary<string, string>>> StoredAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept", "text/csv");
        using var answer = await _client.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
        return Lines(await answer.Content.ReadAsStringAsync());
    }

    private static IReadOnlyList<Dictionary<string, string>> Lines(string csv)
    {
        var rows = CsvFile.Rows(csv);
        return [.. rows.Skip(1).Select(r => rows[0].Zip(r).ToDictionary(c => c.First, c => c.Second, StringComparer.Ordinal))];
    }

    private static IEnumerable<string[]> Cells(IElement table) =>
        table.QuerySelectorAll("tbody tr").Select(r => r.QuerySelectorAll("td, th").Select(c => c.TextContent.Trim()).ToArray());

    private static string Field(IElement row, string name) => row.QuerySelector($"[data-field={name}]")!.TextContent;

    private static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.#}\u00a0%");

    private static string Local(string utc, string zone) => TimeZoneInfo.ConvertTimeFromUtc(
            DateTime.Parse(utc, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal),
            zone.Length > 0 ? TimeZoneInfo.FindSystemTimeZoneById(zone) : TimeZoneInfo.Utc)
        .ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
