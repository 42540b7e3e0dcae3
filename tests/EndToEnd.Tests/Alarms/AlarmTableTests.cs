using System.Diagnostics;
using Maintenance.Core.Alarms;
using Maintenance.Core.Time;
using Maintenance.Tests.Web;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace Maintenance.EndToEnd.Tests.Alarms;

/// <summary>The list of alarms with 10,000 of them, in Chromium.</summary>
public sealed class AlarmTableTests(AlarmStage stage, ITestOutputHelper output) : IClassFixture<AlarmStage>
{
    private const int Many = 10_000;
    private const int PerDrill = Many / AlarmStage.Drills;
    private const int ChangesPerSecond = 64;
    private const int RoundsPerSecond = 4;
    private const int Seconds = 10;

    // Every task of the page that takes longer than 50 ms, and every row that says something else than before.
    private const string Watch =
        """
        window.longTasks = [];
        new PerformanceObserver(l => window.longTasks.push(...l.getEntries().map(e => e.duration))).observe({ type: 'longtask', buffered
            : true });
        window.rowChanges = 0;
        window.watchRows = () => new MutationObserver(records => {
          const rows = new Set();
          for (const r of records) {
            const cell = r.target.nodeType === 3 ? r.target.parentElement : r.target;
            if (cell && cell.matches('[data-field=value]')) rows.add(cell.closest('tr'));
          }
          window.rowChanges += rows.size;
        }).observe(document.querySelector('tbody'), { subtree: true, childList: true, characterData: true });
        """;

    // What the machine does to equal tasks of some milliseconds: the longest over the median.
    private const string Jitter =
        """
        async () => {
          const times = [];
          for (let i = 0; i < 200; i++) {
            const begun = performance.now();
            for (let n = 0, x = 1; n < 1_000_000; n++) x = (x * 16807) % 2147483647;
            times.push(performance.now() - begun);
            await new Promise(r => setTimeout(r, 10));
          }
          times.sort((a, b) => a - b);
          return times[199] / times[100];
        }
        """;

    [Fact]
    public async Task Ten_thousand_rows_take_sixty_changes_a_second_with_no_task_over_50_ms()
    {
        stage.Put(Enumerable.Range(0, Many).Select(i => AlarmOf(i, 95)));
        await using var visit = await stage.VisitAsync();
        var page = visit.Page;
        await page.AddInitScriptAsync(Watch);
        await page.GotoAsync("/alarms");
        await page.EvaluateAsync("() => setTimeout(() => { const end = performance.now() + 120; while (performance.now() < end) ; }, 0)");
        await page.WaitForFunctionAsync("() => window.longTasks.some(t => t >= 100)"); // the measurement itself can fail
        var loading = Stopwatch.StartNew();
        await page.GotoAsync("/alarms");
        await page.Locator($"alarm-list[data-count='{Many}']").WaitForAsync();
        output.WriteLine($"{Many:N0} alarms on the page after {loading.ElapsedMilliseconds} ms, tasks over 50 ms while loading: "
            + $"{await LongTasksAsync(page)}");
        (await page.GetByTestId("alarm-row").CountAsync()).ShouldBeLessThan(60, "only rows in sight exist");

        // Others on this machine can only add to tasks, so one stretch of three decides, by what they do to equal ones in the same run.
        var quiet = false;
        for (var stretch = 0; stretch < 3 && !quiet; stretch++) quiet = await ChangeAsync(page, stretch);
        quiet.ShouldBeTrue("a task over 50 ms in each of three stretches");

        await page.EvaluateAsync("() => { window.longTasks = []; window.scrollTo(0, document.body.scrollHeight / 2); }");
        await page.WaitForFunctionAsync(
            "() => Number(document.querySelector('[data-testid=alarm-row]')?.getAttribute('aria-rowindex')) > 4000");
        await page.EvaluateAsync("() => window.scrollTo(0, document.body.scrollHeight)");
        await page.Locator($"[aria-rowindex='{Many + 1}']").WaitForAsync();
        output.WriteLine($"tasks over 50 ms while scrolling through all: {await LongTasksAsync(page)}");
        visit.Errors.ShouldBeEmpty();
    }

    // The first rows change their value and stay where they are.
    private async Task<bool> ChangeAsync(IPage page, int stretch)
    {
        await page.EvaluateAsync(
            "() => { window.longTasks = []; window.rowChanges = 0; if (!window.watched) window.watchRows(); window.watched = true; }");
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / RoundsPerSecond));
        var clock = Stopwatch.StartNew();
        var sent = 0;
        for (var round = 1; round <= Seconds * RoundsPerSecond; round++)
        {
            await timer.WaitForNextTickAsync();
            var value = 100 + stretch * 100 + round;
            stage.Put(Enumerable.Range(0, ChangesPerSecond / RoundsPerSecond).Select(i => AlarmOf(i, value)));
            sent += ChangesPerSecond / RoundsPerSecond;
        }
        var last = $"{100 + stretch * 100 + Seconds * RoundsPerSecond}.0 °C > 90.0 °C";
        await page.Locator("[data-testid=alarm-row] [data-field=value]").GetByText(last).First.WaitForAsync();
        var elapsed = clock.Elapsed;
        var seen = await page.EvaluateAsync<int>("() => window.rowChanges");
        var tasks = await LongTasksAsync(page);
        output.WriteLine($"{sent} changes in {elapsed.TotalSeconds:F1} s ({sent / elapsed.TotalSeconds:F0}/s), "
            + $"rows changed on the page: {seen} ({seen / elapsed.TotalSeconds:F0}/s), tasks over 50 ms: {tasks}");
        seen.ShouldBeGreaterThan(sent / 2, "what changes twice between two messages is shown once");
        var longest = await page.EvaluateAsync<double>("() => Math.max(0, ...window.longTasks)");
        var jitter = await page.EvaluateAsync<double>(Jitter);
        output.WriteLine($"of equal tasks the longest took {jitter:F1} times the median");
        return longest <= 50 * jitter;
    }

    private static Task<string> LongTasksAsync(IPage page) =>
        page.EvaluateAsync<string>("() => window.longTasks.map(t => Math.round(t) + ' ms').join(', ')");

    private static Alarm AlarmOf(int i, float value)
    {
        var onset = UnixMicros.Of(new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc)) - i * 1_000_000L;
        var rule = AlarmRows.Rule($"rule_{i % PerDrill:000}", $"Bearing temperature high, place {i % PerDrill}");
        return AlarmRows.Of(AlarmStage.DrillOf(i / PerDrill), rule, i < 100 ? AlarmPriority.High : AlarmPriority.Low) with
        {
            OnsetUnixMicros = onset,
            RaisedUnixMicros = onset,
            KnownAtUnixMicros = onset,
            ChangedUnixMicros = onset,
            Value = value,
            Limit = 90,
        };
    }
}
