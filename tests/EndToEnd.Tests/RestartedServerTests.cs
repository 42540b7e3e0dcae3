using System.Diagnostics;
using System.Text.Json;

namespace Maintenance.EndToEnd.Tests;

/// <summary>A tab that is open while the server restarts: it goes on by itself, and shows what the drills measured meanwhile.</summary>
public sealed class RestartedServerTests : IAsyncLifetime
{
    private const string Token = "token-of-the-restarted-server";
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(5);
    private readonly string _folder = Directory.CreateTempSubdirectory("maintenance-restart-").FullName;
    private readonly string _url = $"http://127.0.0.1:{FreePort.Find()}";
    private ProductProcess _product = null!;
    private Chromium _browser = null!;

    public async Task InitializeAsync()
    {
        _product = await StartAsync();
        _browser = await Chromium.StartAsync();
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        if (_product is not null) await _product.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_tab_outlives_a_restart_of_the_server_without_a_reload_and_without_a_gap()
    {
        // Drills that keep what they cannot send; they measure until the test is over.
        using var enough = new CancellationTokenSource();
        var drills = SimulateAsync(enough.Token);
        try
        {
            await RestartAsync();
        }
        finally
        {
            await enough.CancelAsync();
            await drills;
        }
    }

    private async Task RestartAsync()
    {
        await using var visit = await VisitAsync();
        var page = visit.Page;
        await _product.WaitForAsync("SELECT count(*) FROM assessment", rows => rows >= 12, TimeSpan.FromMinutes(2));
        var drill = (await _product.QueryAsync("SELECT min(asset) FROM assessment"))[0][0].GetString()!;
        await page.GotoAsync($"/drills/{drill}");
        await visit.UntilLiveAsync();
        await page.WaitForFunctionAsync("() => document.querySelector('strip-log')?.shown?.strips.times.length >= 8");
        await page.EvaluateAsync("() => { window.opened = true; }");

        var until = await NewestAsync(drill);
        await _product.StopAsync();
        await page.Locator("[data-testid=live-state]:not([data-state=live])").WaitForAsync();
        await Task.Delay(Outage);
        await _product.DisposeAsync();
        _product = await StartAsync();
        await visit.UntilLiveAsync();

        // The drills deliver what they kept, and go on.
        var from = until - 4_000;
        var to = until + (long)Outage.TotalMilliseconds + 6_000;
        await _product.WaitForAsync($"SELECT count(DISTINCT event_time) FROM descriptor WHERE asset = '{drill}' AND epoch_ms(event_time) "
            + $"BETWEEN {from} AND {to}", blocks => blocks > (to - from) / 1000, TimeSpan.FromMinutes(2));
        try
        {
            await page.WaitForFunctionAsync("""
                ({ from, to }) => {
                  const { strips } = document.querySelector('strip-log').shown;
                  const known = new Set(strips.times.map((t) => Math.floor(t / strips.bucketMillis)));
                  for (let t = from; t <= to; t += 1000) if (!known.has(Math.floor(t / strips.bucketMillis))) return false;
                  return strips.gaps({ from, to }).length === 0;
                }
                """, new { from, to });
        }
        catch (TimeoutException error)
        {
            var times = await page.EvaluateAsync<JsonElement>("() => document.querySelector('strip-log').shown.strips.times.slice(-60)");
            throw new TimeoutException($"A gap is left between {from} and {to}: {times}", error);
        }
        (await page.EvaluateAsync<bool>("() => window.opened === true")).ShouldBeTrue("the tab was not loaded again");
        (await page.EvaluateAsync<int>("() => performance.getEntriesByType('navigation').length")).ShouldBe(1);
    }

    private async Task<long> NewestAsync(string drill) =>
        (await _product.QueryAsync($"SELECT epoch_ms(max(event_time)) FROM descriptor WHERE asset = '{drill}'"))[0][0].GetInt64();

    private Task<ProductProcess> StartAsync()
    {
        File.Delete(Path.Combine(_folder, "host.json"));
        var start = new ProcessStartInfo(ProductProcess.Program,
            ["run", "--data", _folder, "--roles", "Ingest,Scoring,Dashboard", "--set", $"Host:Urls={_url}"]);
        start.Environment["MAINTENANCE_API_TOKEN"] = Token;
        return ProductProcess.StartAsync(start, _folder);
    }

    private async Task SimulateAsync(CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo(ProductProcess.Program,
            ["simulate", "--http", _url, "--token", Token, "--assets", "2", "--data", Path.Combine(_folder, "none")])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var (said, complained) = (process.StandardOutput.ReadToEndAsync(CancellationToken.None),
            process.StandardError.ReadToEndAsync(CancellationToken.None));
        try
        {
            await process.WaitForExitAsync(cancellationToken);
            throw new InvalidOperationException($"The drills ended: {await said} {await complained}");
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private async Task<Visit> VisitAsync() => await (await _browser.VisitAsync(_url)).SignInAsync();
}
