using System.Globalization;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace Maintenance.EndToEnd.Tests;

/// <summary>A region on a phone with a bad line: how much must come over it until the page can be read and used.</summary>
[Collection(Browsing.Collection)]
public sealed class BadLineTests(Browsing browsing, ITestOutputHelper output)
{
    private const int BytesPerSecond = 400_000 / 8;
    private const int LatencyMillis = 400;
    private const int Budget = 150_000;
    private const int BudgetToRead = 60_000;

    [Theory]
    [InlineData("/regions/north-sea", "[data-testid=region]")]
    [InlineData("/regions", "[data-testid=regions]")]
    [InlineData("/today", "[data-testid=changes]")]
    public async Task A_page_of_regions_is_small(string path, string content)
    {
        var cookies = await CookiesAsync();
        await using var visit = await browsing.VisitAsync("phone");
        var page = visit.Page;
        await page.Context.AddCookiesAsync(cookies);
        var line = await page.Context.NewCDPSessionAsync(page);
        await line.SendAsync("Network.enable");
        var (bytes, addresses) = (0L, new Dictionary<string, string>(StringComparer.Ordinal));
        var files = new List<string>();
        line.Event("Network.requestWillBeSent").OnEvent += (_, e) =>
            addresses[e!.Value.GetProperty("requestId").GetString()!] = e.Value.GetProperty("request").GetProperty("url").GetString()!;
        line.Event("Network.loadingFinished").OnEvent += (_, e) =>
        {
            var length = (long)e!.Value.GetProperty("encodedDataLength").GetDouble();
            bytes += length;
            var address = addresses.GetValueOrDefault(e.Value.GetProperty("requestId").GetString()!, "?");
            files.Add(string.Create(CultureInfo.InvariantCulture, $"{length} {address}"));
        };
        await line.SendAsync("Network.emulateNetworkConditions", new Dictionary<string, object>
        {
            ["offline"] = false, ["latency"] = LatencyMillis, ["downloadThroughput"] = BytesPerSecond,
            ["uploadThroughput"] = BytesPerSecond,
        });
        var begun = TimeProvider.System.GetTimestamp();
        await page.GotoAsync(path, new() { WaitUntil = WaitUntilState.Commit });
        await page.Locator(content).First.WaitForAsync();
        var painted = await page.EvaluateAsync<double>(
            "() => new Promise(done => new PerformanceObserver(l => done(l.getEntries()[0].startTime)).observe({ type: 'paint', buffered: true }))");
        var paintedBytes = bytes;
        await page.Locator("[data-testid=live-state][data-state=live]").WaitForAsync();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{path} at 400 kbit/s, 400 ms: content painted after {painted / 1000:F2} s and {paintedBytes:N0} bytes, "
                + $"live after {TimeProvider.System.GetElapsedTime(begun).TotalSeconds:F2} s and {bytes:N0} bytes"));
        foreach (var file in files) output.WriteLine(file);
        files.Count.ShouldBeGreaterThan(3, "nothing was counted");
        bytes.ShouldBeInRange(10_000, Budget, string.Join('\n', files));
        paintedBytes.ShouldBeLessThan(BudgetToRead, string.Join('\n', files));
        files.ShouldNotContain(f => f.Contains("chart-view", StringComparison.Ordinal), "charts come after the content");
    }

    private async Task<IEnumerable<Cookie>> CookiesAsync()
    {
        await using var visit = await browsing.VisitAsync();
        await visit.SignInAsync();
        return (await visit.Page.Context.CookiesAsync()).Select(c => new Cookie
        {
            Name = c.Name, Value = c.Value, Domain = c.Domain, Path = c.Path, HttpOnly = c.HttpOnly, Secure = c.Secure,
            SameSite = c.SameSite, Expires = c.Expires,
        }).ToArray();
    }
}
