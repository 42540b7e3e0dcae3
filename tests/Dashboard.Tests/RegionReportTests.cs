using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Microsoft.Extensions.Time.Testing;
using UglyToad.PdfPig;

namespace Maintenance.Dashboard.Tests;

/// <summary>The report of a region: page, PDF, CSV and JSON say the same, in the reader's units and zone.</summary>
public sealed class RegionReportTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Today = new(2026, 7, 2, 9, 0, 0, TimeSpan.Zero);
    private StageHost _host = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        _host = await StageHost.StartAsync(new FakeTimeProvider(Today), async (store, registry) =>
        {
            registry.AddOrReplace([Rows.Drill("N-1", "north-sea"), Rows.Drill("N-2", "north-sea")]);
            await store.CommitAsync(new StoreCommit
            {
                Batches =
                [
                    new TableBatch(StoreTables.Assessment).AddAssessment("N-1", Today.UtcDateTime.AddSeconds(-5), 30, "D",
                        "bearing_wear", rul: (240, 480, 960, 9999)),
                ],
            }, CancellationToken.None);
        });
        await _host.CommitAsync(new TableBatch(StoreTables.Asset)
            .Add("N-1", "north-sea", "S", "R", 59.1, 2.4, 0.2159, null, null)
            .Add("N-2", "north-sea", "S", "R", 59.1, 2.4, 0.2159, null, null));
        _client = _host.Program();
        await RegionPageTests.FillAsync(_client);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _host.DisposeAsync();
    }

    [Theory]
    [InlineData("metric", "", "month", "150", "m³", "As of 2026-07-02 09:00 UTC")]
    [InlineData("oilfield", "Asia/Tokyo", "month", "943", "bbl", "As of 2026-07-02 18:00 Asia/Tokyo")]
    [InlineData("metric", "", "2026-06", "4,500", "m³", "As of 2026-07-02 09:00 UTC")]
    [InlineData("oilfield", "", "2026", "171,712", "bbl", "As of 2026-07-02 09:00 UTC")]
    public async Task Page_pdf_csv_and_json_tell_the_same(string units, string zone, string period, string oil, string unit, string asOf)
    {
        Prefer(units, zone);
        var page = await PageAsync($"/regions/north-sea/report?period={period}");
        var pdf = await PdfAsync(LinkOf(page, "PDF"));
        var csv = await CsvAsync(LinkOf(page, "CSV"));
        var json = await _client.GetFromJsonAsync<JsonElement>($"/api/v1/regions/north-sea/report?period={period}&units={units}");
        page.QuerySelector("[data-testid=as-of]")!.TextContent.ShouldBe(asOf);
        foreach (var text in page.QuerySelectorAll("main h1, main .lede, main h2, main [data-testid=as-of], main > .sub"))
            pdf.ShouldContain(Letters(text.TextContent));

        var rows = page.QuerySelectorAll("table[data-table] tbody tr").ToArray();
        rows.Length.ShouldBeGreaterThan(25);
        var lines = 0;
        foreach (var row in rows)
        {
            var table = row.Closest("table")!;
            var title = table.GetAttribute("data-table")!;
            string[] heads = [.. table.QuerySelectorAll("thead th").Select(h => h.TextContent)];
            var note = row.QuerySelector(".report-note")?.TextContent ?? "";
            var name = row.QuerySelector("th")!.TextContent[..^note.Length].Trim();
            string[] cells = [.. row.QuerySelectorAll("td").Select(c => c.TextContent)];
            pdf.ShouldContain(Letters(string.Concat([name, .. cells, note])), Case.Sensitive, $"{title}: {name}");
            if (heads[0] == "Figure")
            {
                var line = csv.Single(c => c["section"] == title && c["label"] == name);
                Same(line, cells[0], cells[1], note);
                var figure = json.GetProperty("figures").EnumerateArray().Single(f => f.GetProperty("key").GetString() == line["key"]);
                (figure.GetProperty("value").ValueKind == JsonValueKind.Number ? figure.GetProperty("value").GetDouble() : (double?)null)
                    .ShouldBe(Number(cells[0]), name);
                lines++;
                continue;
            }
            foreach (var (head, cell) in heads.Skip(1).Zip(cells))
            {
                var parts = head.Split(", ");
                Same(csv.Single(c => c["section"] == title && c["subject"] == name && c["label"] == parts[0]), cell,
                    parts.ElementAtOrDefault(1) ?? "", note);
                lines++;
            }
        }
        csv.Count.ShouldBe(lines, "the file tells what the page does not");
        csv.Single(c => c["key"] == "oil").ShouldSatisfyAllConditions(c => c["shown"].ShouldBe(oil), c => c["unit"].ShouldBe(unit));
        csv.ShouldContain(c => c["subject"] == "N-1" && c["key"] == "probability" && c["value"].Length > 0 && c["note"].Length == 0
            || c["note"].StartsWith("A rate is missing", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_report_of_many_drills_goes_over_several_pages_with_their_heads()
    {
        string[] drills = [.. Enumerable.Range(0, 60).Select(i => $"MANY-{i:00}"), new string('W', 64)];
        _host.Registry.AddOrReplace([.. drills.Select(d => Rows.Drill(d, "many"))]);
        _host.Feed.Publish([.. drills.Select(d => Rows.Update(d, "many", Today.UtcDateTime, 30, "D", "bearing_wear", null))]);
        using var document = PdfDocument.Open(await _client.GetByteArrayAsync("/api/v1/regions/many/report?format=pdf"));
        document.NumberOfPages.ShouldBeGreaterThan(2);
        var texts = document.GetPages().Select(p => Letters(string.Concat(p.Letters.Select(l => l.Value)))).ToArray();
        drills.ShouldAllBe(d => texts.Any(t => t.Contains(Letters(d))));
        texts[^2].ShouldContain(Letters("Drill Failure mode"));
        texts[^1].ShouldEndWith(Letters($"{texts.Length} of {texts.Length}"));
        foreach (var page in document.GetPages())
        {
            page.Letters.ShouldAllBe(l => l.BoundingBox.Left >= 0 && l.BoundingBox.Right <= page.Width && l.BoundingBox.Bottom >= 0);
            var written = page.Letters.Where(l => !string.IsNullOrWhiteSpace(l.Value));
            foreach (var line in written.GroupBy(l => Math.Round(l.StartBaseLine.Y, 1)))
            {
                var letters = line.OrderBy(l => l.StartBaseLine.X).ToArray();
                letters.Zip(letters.Skip(1)).ShouldAllBe(p => p.First.EndBaseLine.X <= p.Second.StartBaseLine.X + 0.1);
            }
        }
    }

    [Theory]
    [InlineData("period=2026-13", "period: '2026-13' is not allowed")]
    [InlineData("period=2027", "period: '2027' is not allowed")]
    [InlineData("units=imperial", "units: 'imperial' is not allowed; expected metric or oilfield.")]
    [InlineData("zone=Mars/Olympus", "zone: 'Mars/Olympus' is not a time zone")]
    public async Task What_a_report_cannot_be_made_of_is_refused_by_name(string query, string message)
    {
        using var answer = await _client.GetAsync($"/api/v1/regions/north-sea/report?{query}");
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString()!.ShouldStartWith(message);
    }

    private static void Same(IReadOnlyDictionary<string, string> line, string shown, string unit, string note)
    {
        line["shown"].ShouldBe(shown, line["label"]);
        line["note"].ShouldBe(note, line["label"]);
        var number = Number(shown);
        line["value"].ShouldBe(number is { } value ? value.ToString(CultureInfo.InvariantCulture) : "", line["label"]);
        if (number is not null) line["unit"].ShouldBe(unit, line["label"]);
    }

    private static double? Number(string shown) =>
        double.TryParse(shown, NumberStyles.Number, CultureInfo.InvariantCulture, out var value) ? value : null;

    private void Prefer(string units, string zone)
    {
        var cookies = StageHost.CookiesOf(_client);
        foreach (var (name, value) in new[] { ("units", units), ("zone", zone.Length > 0 ? "local" : "utc"), ("browser-zone", zone) })
            cookies.Add(new Uri(_host.Url), new Cookie($"maintenance-{name}", Uri.EscapeDataString(value)));
    }

    private async Task<IDocument> PageAsync(string path) => new HtmlParser().ParseDocument(await _client.GetStringAsync(path));

    private static string LinkOf(IDocument page, string text) =>
        page.QuerySelectorAll("a[download]").Single(a => a.TextContent == text).GetAttribute("href")!;

    private async Task<string> PdfAsync(string path)
    {
        using var answer = await _client.GetAsync(path);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/pdf");
        using var document = PdfDocument.Open(await answer.Content.ReadAsByteArrayAsync());
        return Letters(string.Concat(document.GetPages().SelectMany(p => p.Letters).Select(l => l.Value)));
    }

    private async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> CsvAsync(string path)
    {
        var rows = CsvFile.Rows(await _client.GetStringAsync(path));
        return [.. rows.Skip(1).Select(r => rows[0].Zip(r).ToDictionary(c => c.First, c => c.Second, StringComparer.Ordinal))];
    }

    // Lines are broken differently.
    private static string Letters(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
