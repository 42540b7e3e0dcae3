using System.Globalization;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace Maintenance.EndToEnd.Tests;

/// <summary>
/// Fleet and a drill's page, open for a while over the default fleet: how old a block is when its frame has been painted, by the browser's
/// clock and from the end of the block, and what the tab keeps of it. Figures are printed; of time nothing is asserted.
/// <c>MAINTENANCE_SCREEN_MINUTES</c> is how long the tabs stay open (default 1), <c>MAINTENANCE_SCREEN_READINGS</c> a load of so many
/// readings per second beside the fleet (default none).
/// </summary>
public sealed class LiveScreenTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Quarters = 4;

    // Blocks of the simulated fleet are the whole seconds of its clock, which is this machine's.
    private const double BlockMillis = 1000;

    // What a tab may gain after its first quarter: the values of its charts, which cover the last 15 minutes, new alarms, and of a chart by
    // ApexCharts one drawing before the last (some 400 nodes and 550 listeners), which the library keeps. There are 2,400 blocks a minute.
    private const double HeapMiB = 1;
    private const int Nodes = 1_000;
    private const int Listeners = 1_000;

    // Adds the age of every block that was not there before, once the frame that shows it is painted: a message posted by a callback of
    // the frame is handled after its painting.
    private const string Probe = """
        (() => {
          const newest = new Map();
          window.ages = [];
          new MutationObserver((changes) => {
            const fresh = [];
            for (const { target } of changes) {
              const [asset, time] = [target.closest('[data-asset]')?.dataset.asset, Number(target.dataset.ageOf)];
              if (!asset || asset.startsWith('LOAD') || !(time > (newest.get(asset) ?? 0))) continue;
              if (newest.has(asset)) fresh.push(time);
              newest.set(asset, time);
            }
            if (fresh.length > 0) requestAnimationFrame(() => {
              const { port1, port2 } = new MessageChannel();
              port1.onmessage = () => { for (const time of fresh) window.ages.push(Date.now() - time); port1.close(); };
              port2.postMessage(null);
            });
          }).observe(document, { subtree: true, attributeFilter: ['data-age-of'] });
        })();
        """;

    private static readonly TimeSpan Length = TimeSpan.FromMinutes(Setting("MAINTENANCE_SCREEN_MINUTES", 1));
    private static readonly double Readings = Setting("MAINTENANCE_SCREEN_READINGS", 0);
    private readonly string _folder = Directory.CreateTempSubdirectory("maintenance-screen-").FullName;
    private ProductProcess _product = null!;
    private Chromium _browser = null!;

    public async Task InitializeAsync()
    {
        _product = await ProductProcess.StartAsync(_folder, "Broker,Simulator,Ingest,Scoring,Dashboard");
        _browser = await Chromium.StartAsync();
        await _product.WaitForAsync("SELECT count(DISTINCT asset) FROM assessment_latest", drills => drills >= 40, TimeSpan.FromMinutes(2));
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        if (_product is not null) await _product.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task An_open_tab_shows_every_second_and_keeps_nothing_of_those_before()
    {
        await using var fleet = await OpenAsync("/");
        var drill = await fleet.Page.GetByTestId("fleet-row").First.GetAttributeAsync("data-asset");
        await using var one = await OpenAsync($"/drills/{drill}");
        (string Name, Visit Visit, List<double> Ages, List<Memory> Kept)[] tabs =
            [("Fleet", fleet, [], []), ("Drill", one, [], [])];
        var load = Readings > 0 ? LoadAsync() : Task.CompletedTask;
        var opened = TimeProvider.System.GetUtcNow();
        foreach (var tab in tabs) await tab.Visit.Page.EvaluateAsync("() => { window.ages = []; window.opened = true; }");
        for (var quarter = 0; quarter < Quarters; quarter++)
        {
            await Task.Delay(Length / Quarters);
            foreach (var (name, visit, ages, kept) in tabs)
            {
                ages.AddRange(await visit.Page.EvaluateAsync<double[]>("() => window.ages.splice(0)"));
                kept.Add(await MemoryOfAsync(visit.Page));
                output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{name} after {(quarter + 1) * Length.TotalMinutes / Quarters:0.0#} min: {kept[^1].HeapMiB:0.00} MiB of script, "
                        + $"{kept[^1].Nodes:N0} nodes, {kept[^1].Listeners:N0} listeners; {ages.Count:N0} blocks"));
            }
        }
        output.WriteLine(await ReceptionAsync(opened));
        foreach (var (name, _, ages, _) in tabs)
        {
            var shown = ages.ConvertAll(a => a - BlockMillis);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{name}: end of the block to the painted frame, {ages.Count:N0} blocks: P50 {FrameCost.QuantileOf(shown, 0.5):0} ms, "
                    + $"P99 {FrameCost.QuantileOf(shown, 0.99):0} ms, longest {shown.Max():0} ms"));
        }
        foreach (var (name, visit, ages, kept) in tabs)
        {
            ages.Count.ShouldBeGreaterThan((int)(Length.TotalSeconds / 4), name);
            (await visit.Page.EvaluateAsync<bool>("() => window.opened === true")).ShouldBeTrue("the tab was not loaded again");
            (kept[^1].HeapMiB - kept[0].HeapMiB).ShouldBeLessThan(HeapMiB, $"{name}: MiB of script");
            (kept[^1].Nodes - kept[0].Nodes).ShouldBeLessThan(Nodes, $"{name}: nodes");
            (kept[^1].Listeners - kept[0].Listeners).ShouldBeLessThan(Listeners, $"{name}: listeners");
            visit.Errors.ShouldBeEmpty();
        }
        await load;
    }

    private async Task<Visit> OpenAsync(string path)
    {
        var visit = await _browser.VisitAsync(_product.Url, probe: Probe);
        await visit.SignInAsync();
        await visit.Page.GotoAsync(path);
        await visit.UntilLiveAsync();
        await visit.Page.WaitForFunctionAsync("() => window.ages.length > 0");
        return visit;
    }

    private async Task LoadAsync()
    {
        var (code, said, complaint) = await ProductProcess.RunVerbAsync(Length + TimeSpan.FromMinutes(5),
            "simulate", "--http", _product.Url, "--data", _folder,
            "--readings-per-second", Readings.ToString(CultureInfo.InvariantCulture), "--assets", "100", "--seconds",
            Length.TotalSeconds.ToString(CultureInfo.InvariantCulture));
        output.WriteLine(said.TrimEnd().Split('\n')[^1]);
        code.ShouldBe(0, complaint);
    }

    // How much of it is spent until Ingest has received a block.
    private async Task<string> ReceptionAsync(DateTimeOffset since)
    {
        const string delay = "epoch_us(known_at) - epoch_us(event_time)";
        var row = (await _product.QueryAsync($"SELECT quantile_cont({delay}, 0.5), quantile_cont({delay}, 0.99) FROM descriptor WHERE "
            + $"asset NOT LIKE 'LOAD%' AND epoch_ms(event_time) > {since.ToUnixTimeMilliseconds()}"))[0];
        return string.Create(CultureInfo.InvariantCulture, $"end of the block to its reception: P50 "
            + $"{(row[0].GetDouble() / 1000) - BlockMillis:0} ms, P99 {(row[1].GetDouble() / 1000) - BlockMillis:0} ms");
    }

    // After a collection, by Chromium's own account.
    private static async Task<Memory> MemoryOfAsync(IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("Performance.enable");
        for (var i = 0; i < 2; i++) await session.SendAsync("HeapProfiler.collectGarbage");
        var metrics = (await session.SendAsync("Performance.getMetrics"))!.Value.GetProperty("metrics").EnumerateArray()
            .ToDictionary(m => m.GetProperty("name").GetString()!, m => m.GetProperty("value").GetDouble(), StringComparer.Ordinal);
        await session.DetachAsync();
        return new(metrics["JSHeapUsedSize"] / 1048576, (int)metrics["Nodes"], (int)metrics["JSEventListeners"]);
    }

    private static double Setting(string variable, double otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? double.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    private sealed record Memory(double HeapMiB, int Nodes, int Listeners);
}
