using Maintenance.Core.Assets;
using Maintenance.Tests.Web;
using Xunit.Abstractions;

namespace Maintenance.EndToEnd.Tests;

/// <summary>The page Fleet with 10,000 drills, in Chromium: what exists, what moves, and what a frame costs while it does.</summary>
public sealed class FleetTableTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Drills = 10_000;
    private const int ChangesPerSecond = 1_000;
    private const int RoundsPerSecond = 10;
    private const int Frames = 300;
    private StageHost _host = null!;
    private Chromium _browser = null!;
    private int _sent;

    public async Task InitializeAsync()
    {
        _host = await StageHost.StartAsync(fill: (_, registry) =>
        {
            registry.AddOrReplace([.. Enumerable.Range(0, Drills).Select(DrillAt)]);
            return Task.CompletedTask;
        });
        Change(Drills);
        _browser = await Chromium.StartAsync();
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Ten_thousand_drills_are_listed_mapped_and_kept_current_without_existing_all_at_once()
    {
        await using var visit = await VisitAsync();
        var page = visit.Page;
        for (var i = 0; i < 3; i++)
        {
            await page.GotoAsync("/");
            await page.GetByTestId("fleet-row").First.WaitForAsync();
            var painted = await page.EvaluateAsync<double>("() => performance.getEntriesByName('first-contentful-paint')[0].startTime");
            var size = await page.EvaluateAsync<double>("() => performance.getEntriesByType('navigation')[0].encodedBodySize / 1024");
            output.WriteLine($"first content after {painted:0} ms, page of {size:0} KiB");
        }
        (await page.GetByTestId("fleet-row").CountAsync()).ShouldBeLessThanOrEqualTo(100);
        (await page.Locator("[data-count=D] .tile-count").InnerTextAsync()).ShouldBe("1,000");

        // The map groups them, and one of its groups says how many it is.
        await page.Locator($"fleet-map[data-drills='{Drills}'] .map-count").First.WaitForAsync();
        (await page.Locator(".map-mark").CountAsync()).ShouldBeLessThan(400);

        // Any place of the list can be scrolled to, and is filled by what is there.
        await page.EvaluateAsync("() => window.scrollTo(0, document.body.scrollHeight)");
        await page.Locator($".fleet-row[aria-rowindex='{Drills + 1}']").WaitForAsync();
        (await page.GetByTestId("fleet-row").CountAsync()).ShouldBeLessThanOrEqualTo(100);
        await page.EvaluateAsync("() => window.scrollTo(0, document.body.scrollHeight / 2)");
        await page.WaitForFunctionAsync("() => [...document.querySelectorAll('.fleet-row')].some(r => Math.abs(r.ariaRowIndex - 5000) < 40 "
            + "&& r.getBoundingClientRect().top > 0 && r.getBoundingClientRect().top < innerHeight)");
        await page.EvaluateAsync("() => window.scrollTo(0, 0)");
        await page.Locator(".fleet-row[aria-rowindex='2']").WaitForAsync();

        using var stop = new CancellationTokenSource();
        var changing = ChangeUntilAsync(stop.Token);
        var frames = await FrameCost.OfAsync(page);
        for (var i = 0; i < Frames; i++)
            await frames.AddAsync(() => page.EvaluateAsync("() => new Promise(r => requestAnimationFrame(r))"));
        await stop.CancelAsync();
        await changing;
        output.WriteLine($"{ChangesPerSecond:N0} changes a second, script and layout per frame: P50 {frames.Quantile(0.5):0.0} ms, "
            + $"P95 {frames.Quantile(0.95):0.0} ms, longest {frames.Longest:0.0} ms");

        // The drill that is worst now comes to the top.
        _host.Feed.Publish([Rows.Update(Id(4321), RegionOf(4321), Now, 0.5, "D")]);
        await page.Locator($".fleet-row[aria-rowindex='2'][data-asset='{Id(4321)}']").WaitForAsync();
        visit.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_scripts_the_list_has_pages()
    {
        await using var visit = await VisitAsync(script: false);
        var page = visit.Page;
        await page.GotoAsync("/?page=3");
        await page.GetByText("Page 3 of 100").WaitForAsync();
        (await page.GetByTestId("fleet-row").CountAsync()).ShouldBe(100);
        await page.GetByText("Next", new() { Exact = true }).ClickAsync();
        await page.GetByText("Page 4 of 100").WaitForAsync();
    }

    private async Task ChangeUntilAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / RoundsPerSecond));
        try
        {
            while (await timer.WaitForNextTickAsync(stop)) Change(ChangesPerSecond / RoundsPerSecond);
        }
        catch (OperationCanceledException)
        {
            // Enough was measured.
        }
    }

    // One drill after another, each time with another value; a tenth of them are bad.
    private void Change(int count)
    {
        var now = Now;
        _host.Feed.Publish([.. Enumerable.Range(_sent, count).Select(n => (Drill: n * 7919 % Drills, Turn: n / Drills)).Select(c =>
            Rows.Update(Id(c.Drill), RegionOf(c.Drill), now, HealthOf(c.Drill, c.Turn), IsBad(c.Drill) ? "D" : "B"))]);
        _sent += count;
    }

    private static bool IsBad(int drill) => drill % 10 == 0;

    private static double HealthOf(int drill, int turn) =>
        IsBad(drill) ? 1 + (drill + turn) % 300 / 10.0 : 70 + (drill + turn) % 290 / 10.0;

    private async Task<Visit> VisitAsync(bool script = true) => await (await _browser.VisitAsync(_host.Url, script: script)).SignInAsync();

    private static DateTime Now => TimeProvider.System.GetUtcNow().UtcDateTime;

    private static string Id(int i) => $"DRILL-{i:00000}";

    private static string RegionOf(int i) => $"region-{i % 8}";

    // In fields of a hundred, all over the world.
    private static Asset DrillAt(int i) => Rows.Drill(Id(i), RegionOf(i)) with
    {
        Site = $"field-{i % 100:00}",
        LatitudeDeg = -50 + (i % 100 * 37 % 100) + (i / 100 * 0.01),
        LongitudeDeg = -160 + (i % 100 * 3.2) + (i / 100 * 0.013),
    };
}
