using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Maintenance.EndToEnd.Tests.RecordedMonth;

namespace Maintenance.EndToEnd.Tests;

/// <summary>
/// The strip log of a month in a real browser: it opens like that of a day, and by depth it shows the hole instead of the hours.
/// Of opening only the ratio in the same run is asserted.
/// </summary>
public sealed class StripLogMonthTests(RecordedMonth recorded, ITestOutputHelper output) : IClassFixture<RecordedMonth>
{
    private static readonly string Tracks = string.Join('&', RecordedMonth.Channels.Select((c, i) => $"t{i / 2 + 1}={c}"));

    [Fact]
    public async Task A_month_opens_like_a_day()
    {
        await using var visit = await recorded.VisitAsync();
        var page = visit.Page;
        var (day, month) = (new Openings(), new Openings());
        for (var i = 0; i < 6; i++)
        {
            // The first of each is for the caches of browser and server.
            await day.AddAsync(page, Address(End.AddHours(-24), End), isMeasured: i > 0);
            await month.AddAsync(page, Address(Start, End), isMeasured: i > 0);
        }
        output.WriteLine($"a reading every {Step} s, {Channels.Count} channels: 24 h {day}; {Days} days {month}");
        month.Requests.ShouldBe(day.Requests);
        month.Buckets.ShouldBeInRange(300, 2000);
        month.Bytes.ShouldBeLessThan(2 * day.Bytes, "a month is as many buckets as a day");
        month.Median.ShouldBeLessThan(4 * day.Median);
        visit.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task By_depth_the_log_shows_the_hole_and_its_second_drilling()
    {
        await using var visit = await recorded.VisitAsync();
        var page = visit.Page;
        await OpenAsync(page, Address(Start, End));
        await page.ClickAsync("nav[aria-label='Vertical axis'] a:has-text('Depth')");
        await page.Locator("strip-log[data-axis=depth][data-log=loaded]").WaitForAsync();
        page.Url.ShouldContain("axis=depth");
        (await page.InnerTextAsync("[data-field=off-bottom]"))
            .ShouldBe("bit on bottom; 60.0 h off bottom left out; of what was drilled again the last time");
        await visit.ShotAsync("desktop-light-drill-by-depth");

        // The cursor says depth, time and that it was drilled twice; its value is that of the answer.
        var answer = await ByDepthAsync("");
        var (top, bottom) = (answer.GetProperty("topMetres").GetDouble(), answer.GetProperty("bottomMetres").GetDouble());
        var twice = answer.GetProperty("timesDrilled").EnumerateArray().Select((n, i) => (n: n.GetInt32(), i)).Where(t => t.n == 2)
            .Select(t => t.i).ToArray();
        twice.Length.ShouldBeGreaterThan(3);
        var depths = answer.GetProperty("depthsMetres").EnumerateArray().Select(d => d.GetDouble()).ToArray();
        (depths[twice[^1]] - depths[twice[0]]).ShouldBeInRange(Fallen - 40, Fallen + 40, "so far fell the hole's depth");
        var canvas = page.Locator(".log-canvas");
        await canvas.ScrollIntoViewIfNeededAsync();
        var box = (await canvas.BoundingBoxAsync())!;
        var middle = (depths[twice[0]] + depths[twice[^1]]) / 2;
        var y = (float)((middle - top) / (bottom - top) * box.Height);
        await canvas.HoverAsync(new LocatorHoverOptions { Position = new Position { X = 400, Y = y } });
        await page.WaitForFunctionAsync("() => document.querySelector('.log-bar [data-field=time]').textContent.includes('2 times')");
        (await page.InnerTextAsync(".log-bar [data-field=time]"))
            .ShouldMatch(@"^[\d,.]+ m · drilled 2026-03-\d\d \d\d:\d\d:\d\d · 2 times");

        // Zoomed in, the address keeps the depths, and opened anew it shows the same, with the values of the answer.
        await canvas.ClickAsync(new LocatorClickOptions { Position = new Position { X = 400, Y = y } });
        for (var i = 0; i < 4; i++) await page.Keyboard.PressAsync("+");
        await page.WaitForFunctionAsync("() => document.querySelector('strip-log').dataset.log === 'loaded' && "
            + "new URL(location.href).searchParams.has('top') && Number(document.querySelector('strip-log').dataset.bucket) < 2000");
        var address = new Uri(page.Url);
        await OpenAsync(page, address.PathAndQuery);
        new Uri(page.Url).Query.ShouldBe(address.Query);
        var shown = System.Web.HttpUtility.ParseQueryString(address.Query);
        var points = await page.EvaluateAsync<int>("() => Number(document.querySelector('strip-log').dataset.points)");
        var zoomed = await ByDepthAsync($"&top={shown["top"]}&bottom={shown["bottom"]}&points={(int)(2 * box.Height)}");
        zoomed.GetProperty("depthsMetres").GetArrayLength().ShouldBe(points, "what is drawn is what is exported");
        visit.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_script_the_depth_can_be_read()
    {
        await using var visit = await recorded.VisitAsync(script: false);
        var page = visit.Page;
        await page.GotoAsync(Address(Start, End) + "&axis=depth");
        (await page.Locator(".log-svg path.line[d^=M]").CountAsync()).ShouldBe(Channels.Count);
        var labels = await page.Locator(".log-axis span").AllInnerTextsAsync();
        labels.Select(l => double.Parse(l, CultureInfo.InvariantCulture)).ShouldBeInOrder();
        (await page.Locator("nav[aria-label='Vertical axis'] a[aria-current]").InnerTextAsync()).ShouldBe("Depth");
        await visit.ShotAsync("desktop-light-drill-by-depth-without-script");
    }

    private static string Address(DateTime from, DateTime to) => $"/drills/{Drill}?from={Millis(from)}&to={Millis(to)}&{Tracks}";

    private static long Millis(DateTime utc) => new DateTimeOffset(utc).ToUnixTimeMilliseconds();

    private static async Task OpenAsync(IPage page, string path)
    {
        await page.GotoAsync(path);
        await page.Locator("strip-log[data-log=loaded]").WaitForAsync();
    }

    private async Task<JsonElement> ByDepthAsync(string more) => JsonDocument.Parse(await recorded.Product.Client.GetStringAsync(
        $"/api/v1/assets/{Drill}/channels/by-depth?from={Millis(Start)}&to={Millis(End)}&channels=torque{more}")).RootElement;

    /// <summary>What it takes until the values are drawn.</summary>
    private sealed class Openings
    {
        private readonly List<double> _millis = [];

        public double Median => FrameCost.QuantileOf(_millis, 0.5);

        public int Requests { get; private set; }

        public long Bytes { get; private set; }

        public int Buckets { get; private set; }

        public async Task AddAsync(IPage page, string path, bool isMeasured)
        {
            await OpenAsync(page, path);
            if (!isMeasured) return;
            _millis.Add(await page.EvaluateAsync<double>("() => performance.getEntriesByName('strip-log-drawn')[0].startTime"));
            const string values = "performance.getEntriesByType('resource').filter(r => r.name.includes('/channels?'))";
            Requests = await page.EvaluateAsync<int>($"() => {values}.length");
            Bytes = await page.EvaluateAsync<long>($"() => {values}.reduce((sum, r) => sum + r.decodedBodySize, 0)");
            Buckets = await page.EvaluateAsync<int>("() => Number(document.querySelector('strip-log').dataset.points)");
        }

        public override string ToString() => $"opened after {Median:0} ms (largest {_millis.Max():0}), {Requests} request, "
            + $"{Bytes / 1024.0:0} KiB, {Buckets} buckets";
    }
}
