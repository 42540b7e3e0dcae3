using System.Globalization;
using System.Text;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace Maintenance.EndToEnd.Tests;

/// <summary>
/// The strip log in a real browser, over a recording of a reading a second: how it zooms, moves and compares, and what a frame costs.
/// <c>MAINTENANCE_STRIP_LOG_HOURS</c> makes the recording longer (default 2), for the figures; nothing is asserted of time.
/// </summary>
public sealed class StripLogPageTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const string Drill = "STRIP-LOG-D1";
    private const string Loaded = "strip-log[data-log=loaded]";
    private static readonly DateTime Start = new(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc);

    private static readonly string[] Channels =
    [
        "rate_of_penetration", "bit_depth", "hole_depth", "weight_on_bit", "hook_load", "rotary_speed", "torque", "standpipe_pressure",
        "mud_flow_in", "vibration_axial", "vibration_lateral", "bearing_temperature",
    ];

    private static readonly double Hours = double.Parse(
        Environment.GetEnvironmentVariable("MAINTENANCE_STRIP_LOG_HOURS") ?? "2", CultureInfo.InvariantCulture);

    private readonly string _folder = Directory.CreateTempSubdirectory("maintenance-strip-").FullName;
    private ProductProcess _product = null!;
    private Chromium _browser = null!;

    private static DateTime End => Start.AddHours(Hours);

    public async Task InitializeAsync()
    {
        var (data, recording) = (Path.Combine(_folder, "data"), Path.Combine(_folder, Drill + ".csv"));
        await File.WriteAllLinesAsync(recording, Recording());
        var (code, said, complaint) = await ProductProcess.RunVerbAsync(TimeSpan.FromMinutes(30),
            "replay", "--format", "csv", "--path", recording, "--data", data);
        code.ShouldBe(0, said + complaint);
        output.WriteLine(said.Split('\n').LastOrDefault(l => l.Contains("scored", StringComparison.Ordinal)) ?? said);
        _product = await ProductProcess.StartAsync(data, "Scoring,Dashboard");
        _browser = await Chromium.StartAsync();
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        if (_product is not null) await _product.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_driller_reads_the_log_down_to_single_readings_and_compares()
    {
        await using var visit = await VisitAsync();
        var page = visit.Page;
        var (from, to) = (Millis(Start), Millis(End));
        await OpenAsync(page, $"/drills/{Drill}?from={from}&to={to}");
        (await page.Locator("[data-channel=torque] [data-field=value]").InnerTextAsync()).ShouldNotBe("–");
        (await page.Locator(".log-head:visible").CountAsync()).ShouldBe(6);
        var canvas = page.Locator(".log-canvas");

        // Wheel scrolls the page until the log has the focus.
        await canvas.ScrollIntoViewIfNeededAsync();
        await canvas.HoverAsync(new LocatorHoverOptions { Position = new Position { X = 400, Y = 300 } });
        var bucket = await BucketAsync(page);
        await page.Mouse.WheelAsync(0, 5);
        (await BucketAsync(page)).ShouldBe(bucket);
        await canvas.ClickAsync(new LocatorClickOptions { Position = new Position { X = 400, Y = 300 } });
        for (var i = 0; i < 40; i++) await page.Mouse.WheelAsync(0, -400);
        await page.WaitForFunctionAsync("() => document.querySelector('strip-log').dataset.log === 'loaded' && "
            + "document.querySelector('[data-field=detail]').textContent === 'single readings'");
        (await BucketAsync(page)).ShouldBeLessThan(1000);
        (await AddressAsync(page)).To.ShouldBeInRange(from, to);

        // Keys: later, then the whole again; the address follows, and opened anew it shows the same.
        var before = await AddressAsync(page);
        await page.Keyboard.PressAsync("PageDown");
        await page.WaitForFunctionAsync("from => Number(new URL(location.href).searchParams.get('from')) > from", before.From);
        for (var i = 0; i < 14; i++) await page.Keyboard.PressAsync("-");
        await page.WaitForFunctionAsync("() => Number(document.querySelector('strip-log').dataset.bucket) >= 1000");
        var address = await AddressAsync(page);
        await OpenAsync(page, new Uri(page.Url).PathAndQuery);
        (await AddressAsync(page)).ShouldBe(address);

        // The gap of ten minutes is said, and has no value.
        await OpenAsync(page, $"/drills/{Drill}?from={Millis(Start.AddMinutes(30))}&to={Millis(Start.AddMinutes(40))}");
        await canvas.HoverAsync(new LocatorHoverOptions { Position = new Position { X = 400, Y = 280 } });
        await page.WaitForFunctionAsync("() => document.querySelector('.log-bar [data-field=time]').textContent.includes('no data')");
        (await page.Locator("[data-channel=torque] [data-field=value]").InnerTextAsync()).ShouldBe("–");

        // Other tracks, and the day before, which this drill did not see.
        await OpenAsync(page, $"/drills/{Drill}?from={from}&to={to}&t1=torque&t2=rotary_speed&with=yesterday");
        (await page.Locator(".log-head:visible").CountAsync()).ShouldBe(2);
        (await page.Locator("[data-channel=torque] [data-field=value]").InnerTextAsync()).ShouldEndWith("/ –");
        visit.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_phone_shows_the_page_in_less_than_three_screens_and_turns_tracks()
    {
        await using var visit = await VisitAsync("phone");
        var page = visit.Page;
        await OpenAsync(page, $"/drills/{Drill}");
        (await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
            .ShouldBeTrue();
        var height = await page.EvaluateAsync<int>("() => document.documentElement.scrollHeight");
        output.WriteLine($"a drill's page at 390 px is {height} px long");
        height.ShouldBeLessThan(2700);
        var first = await page.Locator(".log-head:visible").First.GetAttributeAsync("data-track");
        await page.ClickAsync("[data-log=after]");
        await page.WaitForFunctionAsync("first => document.querySelector('.log-head:not([hidden])').dataset.track !== first",
            first);
        visit.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Figures_of_opening_and_panning()
    {
        await using var visit = await VisitAsync();
        var page = visit.Page;
        var path = $"/drills/{Drill}?from={Millis(Start)}&to={Millis(End)}&"
            + string.Join('&', Channels.Select((c, i) => $"t{i / 2 + 1}={c}"));
        // Scripts are cached then, and what the server runs is compiled.
        for (var i = 0; i < 10; i++) await OpenAsync(page, path);
        var (opened, answered, fetched) = (new List<double>(), new List<double>(), new List<double>());
        for (var i = 0; i < 5; i++)
        {
            await OpenAsync(page, path);
            opened.Add(await page.EvaluateAsync<double>("() => performance.getEntriesByName('strip-log-drawn')[0].startTime"));
            answered.Add(await page.EvaluateAsync<double>("() => performance.getEntriesByType('navigation')[0].responseEnd"));
            fetched.Add(await page.EvaluateAsync<double>("() => Math.max(...performance.getEntriesByType('resource')"
                + ".filter(r => r.name.includes('/channels?')).map(r => r.duration))"));
        }
        var canvas = page.Locator(".log-canvas");
        await canvas.ClickAsync(new LocatorClickOptions { Position = new Position { X = 500, Y = 280 } });
        for (var i = 0; i < 3; i++) await page.Keyboard.PressAsync("+");
        await page.WaitForFunctionAsync("() => document.querySelector('strip-log').dataset.log === 'loaded'");
        var box = (await canvas.BoundingBoxAsync())!;
        var frames = await FrameCost.OfAsync(page);
        await page.Mouse.MoveAsync(box.X + 500, box.Y + 280);
        await page.Mouse.DownAsync();
        for (var i = 1; i <= 120; i++)
        {
            var y = box.Y + 280 + (float)(100 * Math.Sin(i / 12.0));
            await frames.AddAsync(async () =>
            {
                await page.Mouse.MoveAsync(box.X + 500, y);
                await page.EvaluateAsync("() => new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r)))");
            });
        }
        await page.Mouse.UpAsync();

        var points = await page.EvaluateAsync<int>("() => Number(document.querySelector('strip-log').dataset.points)");
        output.WriteLine($"{Hours:0.##} h, 1 Hz, {Channels.Length} channels, {points} buckets: opened after "
            + $"{FrameCost.QuantileOf(opened, 0.5):0} ms (the page answered after {FrameCost.QuantileOf(answered, 0.5):0}, values took "
            + $"{FrameCost.QuantileOf(fetched, 0.5):0}), largest {opened.Max():0} ms; "
            + $"panning, script and layout per frame P50 {frames.Quantile(0.5):0.0} ms, P95 {frames.Quantile(0.95):0.0} ms");
        (await AddressAsync(page)).From.ShouldBeGreaterThan(0);
        points.ShouldBeGreaterThan(100);
        visit.Errors.ShouldBeEmpty();
    }

    private static Task<double> BucketAsync(IPage page) =>
        page.EvaluateAsync<double>("() => Number(document.querySelector('strip-log').dataset.bucket)");

    private static async Task<(double From, double To)> AddressAsync(IPage page)
    {
        var times = await page.EvaluateAsync<double[]>("() => ['from', 'to'].map(n => Number(new URL(location.href).searchParams.get(n)))");
        return (times[0], times[1]);
    }

    private static async Task OpenAsync(IPage page, string path)
    {
        await page.GotoAsync(path);
        await page.Locator(Loaded).WaitForAsync();
    }

    private async Task<Visit> VisitAsync(string device = "desktop") =>
        await (await _browser.VisitAsync(_product.Url, device)).SignInAsync();

    private static long Millis(DateTime utc) => new DateTimeOffset(utc).ToUnixTimeMilliseconds();

    /// <summary>A reading a second, silent for ten minutes.</summary>
    private static IEnumerable<string> Recording()
    {
        yield return "time," + string.Join(',', Channels);
        var line = new StringBuilder();
        var random = new Random(7);
        for (var i = 0; i < Hours * 3600; i++)
        {
            if (i is >= 1800 and < 2400) continue;
            line.Clear().Append(Start.AddSeconds(i).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
            var noise = random.NextDouble();
            var (wave, depth) = (Math.Sin(i / 300.0), 2000 + i * 0.005);
            double[] values =
            [
                0.01 + 0.002 * noise, depth, depth, 90_000 + 5000 * wave + 2000 * noise, 900_000 + 20_000 * noise, 120 + 5 * wave + noise,
                14_000 + 2000 * wave + 500 * noise, 18e6 + 2e5 * noise, 0.034 + 0.0005 * noise, noise - 0.5, 0.7 * noise, 55 + 4 * wave,
            ];
            foreach (var value in values) line.Append(',').Append(value.ToString("0.######", CultureInfo.InvariantCulture));
            yield return line.ToString();
        }
    }
}
