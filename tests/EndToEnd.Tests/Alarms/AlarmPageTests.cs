using System.Diagnostics;
using Deque.AxeCore.Playwright;
using Maintenance.Core.Alarms;
using Maintenance.Core.Time;
using Maintenance.Tests.Web;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace Maintenance.EndToEnd.Tests.Alarms;

/// <summary>The pages of alarms in a real browser: order under a flood, keys, sound, accessibility.</summary>
public sealed class AlarmPageTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Many = 10_000;
    private readonly AlarmStage _stage = new();

    public Task InitializeAsync() => _stage.InitializeAsync();

    public Task DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task In_a_flood_the_first_out_of_highest_priority_is_on_top_and_page_and_hub_stay_responsive()
    {
        await using var visit = await _stage.VisitAsync();
        await using var other = await _stage.VisitAsync();
        var page = visit.Page;
        await page.AddInitScriptAsync("window.longTasks = []; new PerformanceObserver(l => window.longTasks.push(...l.getEntries()"
            + ".map(e => e.duration))).observe({ type: 'longtask', buffered: true });");
        await page.GotoAsync("/alarms");
        await page.Locator("alarm-list[data-drawn]").WaitForAsync();
        var group = AlarmRows.Rule("power_dip", "Power dip") with { Group = "power" };
        var flood = Enumerable.Range(1, Many - 2).Select(i => AlarmOf(AlarmStage.DrillOf(i % AlarmStage.Drills),
            AlarmRows.Rule($"rule_{i / AlarmStage.Drills:000}"), AlarmPriority.Low, i));
        var clock = Stopwatch.StartNew();
        _stage.Put(flood);
        var follows = AlarmRows.Rule("power_loss", "Power loss") with { Group = "power" };
        _stage.Put([AlarmOf(AlarmStage.DrillOf(0), group, AlarmPriority.High, 1)]);
        _stage.Put([AlarmOf(AlarmStage.DrillOf(0), follows, AlarmPriority.High, 0)]);
        var put = clock.ElapsedMilliseconds;
        await page.Locator("[data-testid=alarm-row][aria-rowindex='2']").GetByText("Power dip").WaitForAsync();
        var top = clock.ElapsedMilliseconds;
        await page.Locator($"alarm-list[data-count='{Many}']").WaitForAsync();
        var all = clock.ElapsedMilliseconds;
        var sign = Stopwatch.StartNew();
        await other.Page.Locator("[data-testid=alarm-counts] [data-alarms=high]").GetByText("2", new() { Exact = true }).WaitForAsync();
        output.WriteLine($"{Many:N0} conditions put in {put} ms, the highest on top after {top} ms, all on the page after {all} ms, "
            + $"another page had its numbers {sign.ElapsedMilliseconds} ms later, tasks over 50 ms: "
            + await page.EvaluateAsync<string>("() => window.longTasks.map(t => Math.round(t) + ' ms').join(', ')"));
        (await page.Locator("[aria-rowindex='2']").InnerTextAsync()).ShouldContain("Power dip");
        (await page.Locator("[aria-rowindex='3']").InnerTextAsync()).ShouldContain("Power loss");
        (await page.Locator("[aria-rowindex='4'] [data-field=priorityText]").InnerTextAsync()).ShouldBe("low");
        visit.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task No_row_moves_under_the_pointer_and_what_came_is_said()
    {
        _stage.Put([Plain("r1", 1), Plain("r2", 2)]);
        await using var visit = await _stage.VisitAsync();
        var page = visit.Page;
        await page.GotoAsync("/alarms");
        await page.Locator("alarm-list[data-count='2']").WaitForAsync();
        await page.HoverAsync("[aria-rowindex='2'] .a-title");
        _stage.Put([AlarmOf(AlarmStage.DrillOf(0), AlarmRows.Rule("urgent", "Urgent"), AlarmPriority.High, 0)]);
        await page.Locator("[data-show-new]").GetByText("1 new or moved").WaitForAsync();
        (await page.Locator("[aria-rowindex='2']").GetAttributeAsync("data-id")).ShouldBe($"{AlarmStage.DrillOf(0)}~r1");
        await page.ClickAsync("[data-show-new]");
        await page.Locator("[aria-rowindex='2']").GetByText("Urgent").WaitForAsync();
    }

    [Fact]
    public async Task Keys_move_select_and_open_and_can_be_switched_off()
    {
        _stage.Put([Plain("r1", 1), Plain("r2", 2), Plain("r3", 3)]);
        await using var visit = await _stage.VisitAsync();
        var page = visit.Page;
        await page.GotoAsync("/alarms");
        await page.Locator("alarm-list[data-count='3']").WaitForAsync();
        foreach (var key in new[] { "j", "j", "x", "j", "k", "k", "x" }) await page.Keyboard.PressAsync(key);
        await page.Locator("alarm-list[data-selected='2']").WaitForAsync();
        (await page.Locator("tr.is-current").GetAttributeAsync("data-id")).ShouldBe($"{AlarmStage.DrillOf(0)}~r1");
        await page.Keyboard.PressAsync("s");
        await page.Locator("details[data-menu=shelve][open]").WaitForAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.Locator("h1").ClickAsync();
        await page.Keyboard.PressAsync("/");
        (await page.EvaluateAsync<string>("() => document.activeElement.name")).ShouldBe("q");
        await page.Keyboard.TypeAsync("jjx?");
        (await page.InputValueAsync("input[name=q]")).ShouldBe("jjx?", "nothing acts while somebody types");
        await page.Locator("h1").ClickAsync();
        await page.Keyboard.PressAsync("?");
        await page.Locator("dialog[open] input[data-keys-on]").UncheckAsync();
        await page.Locator("dialog[open] button").ClickAsync();
        await page.Keyboard.PressAsync("j");
        await page.Locator("h1").ClickAsync();
        (await page.Locator("tr.is-current").GetAttributeAsync("data-id")).ShouldBe($"{AlarmStage.DrillOf(0)}~r1", "keys are off");
        await page.Locator("tr.is-current .a-title a").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("alarm-detail h1").GetByText("Bearing hot").WaitForAsync();
        visit.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Sound_is_off_until_clicked_repeats_until_acknowledged_and_says_when_it_is_blocked()
    {
        var alarm = AlarmOf(AlarmStage.DrillOf(0), AlarmRows.Rule(), AlarmPriority.High, 0);
        _stage.Put([alarm]);
        await using var visit = await _stage.VisitAsync();
        var page = visit.Page;
        var counts = page.GetByTestId("alarm-counts");
        var button = counts.Locator("button");
        await counts.Locator("[data-alarms=high]").GetByText("1", new() { Exact = true }).WaitForAsync();
        await page.Locator("alarm-counts[data-played='0']").WaitForAsync(); // the server's numbers are there before the script
        (await button.GetAttributeAsync("data-state")).ShouldBe("off");
        await button.ClickAsync();
        await page.Locator("button[data-sound][data-state=on]").WaitForAsync();
        await page.Locator("alarm-counts[data-played='3']").WaitForAsync(); // again and again
        await page.ClickAsync("nav a[href='/alarms']");
        await page.Locator("alarm-list[data-drawn]").WaitForAsync();
        await page.Locator("alarm-counts[data-played='4']").WaitForAsync(); // across pages
        await _stage.AcknowledgeAsync(alarm.Id);
        await page.Locator("[data-alarms=high] .alarm-mark.is-quiet").WaitForAsync();
        var played = await counts.GetAttributeAsync("data-played");
        _stage.Put([Plain("low", 1)]);
        await page.Locator($"alarm-counts[data-played='{int.Parse(played!) + 1}']").WaitForAsync();
        await button.ClickAsync();
        await page.Locator("button[data-sound][data-state=off]").WaitForAsync();

        await button.ClickAsync();
        await page.Locator("button[data-sound][data-state=on]").WaitForAsync();
        // A browser that has not been clicked in since the page was loaded.
        await page.AddInitScriptAsync("Object.defineProperty(AudioContext.prototype, 'state', { get: () => 'suspended' });"
            + "AudioContext.prototype.resume = () => Promise.reject(new Error('blocked'));");
        await page.ReloadAsync();
        await page.Locator("button[data-sound][data-state=blocked]").WaitForAsync();
        (await page.Locator("button[data-sound]").InnerTextAsync()).ShouldContain("blocked by the browser");
    }

    [Theory]
    [InlineData("desktop", ColorScheme.Light)]
    [InlineData("desktop", ColorScheme.Dark)]
    [InlineData("phone", ColorScheme.Light)]
    [InlineData("phone", ColorScheme.Dark)]
    public async Task The_pages_of_alarms_can_be_used_by_everybody(string device, ColorScheme colours)
    {
        AlarmState[] states = [AlarmState.Unacknowledged, AlarmState.Acknowledged, AlarmState.ReturnedUnacknowledged, AlarmState.Latched];
        _stage.Put(Enumerable.Range(0, 60).Select(i => AlarmOf(AlarmStage.DrillOf(i % 40), AlarmRows.Rule($"rule_{i / 40}"),
            (AlarmPriority)(1 + i % 3), i * 47) with
        { State = states[i % 4], IsLate = i % 7 == 0, AcknowledgedBy = i % 4 == 1 ? "olga" : null }));
        await using var visit = await _stage.VisitAsync(device, colours);
        var page = visit.Page;
        var found = new List<string>();
        await JudgeAsync("fleet", "/", "[data-alarm-region]");
        await JudgeAsync("list", "/alarms", "alarm-list[data-drawn]");
        await page.Locator("[data-testid=alarm-row] input").First.CheckAsync();
        await page.ClickAsync("details[data-menu=shelve] summary");
        await JudgeAsync("selected", null, "details[data-menu=shelve][open]");
        await JudgeAsync("none", "/alarms?q=nothing", "[data-testid=no-alarms]:visible");
        await JudgeAsync("detail", $"/alarms/{AlarmStage.DrillOf(3)}~rule_0", "alarm-detail");
        await JudgeAsync("drill", $"/drills/{AlarmStage.DrillOf(3)}", ".drill-alarms [data-testid=alarm-row]");
        await JudgeAsync("performance", "/alarms/performance", "[data-testid=performance]");
        found.ShouldBeEmpty();
        visit.Errors.ShouldBeEmpty();

        async Task JudgeAsync(string name, string? path, string shows)
        {
            if (path is not null) await page.GotoAsync(path);
            await page.Locator(shows).First.WaitForAsync();
            await visit.ShotAsync($"{device}-{colours.ToString().ToLowerInvariant()}-alarms-{name}");
            (await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                .ShouldBeTrue($"{name} is wider than the screen");
            var result = await page.RunAxe();
            result.Passes.ShouldNotBeEmpty("axe judged nothing");
            found.AddRange(result.Violations.Where(v => v.Impact is "serious" or "critical")
                .Select(v => $"{name}: {v.Id}, {v.Help}: {v.Nodes[0].Html}"));
        }
    }

    private static Alarm Plain(string rule, int secondsAgo) =>
        AlarmOf(AlarmStage.DrillOf(0), AlarmRows.Rule(rule), AlarmPriority.Low, secondsAgo);

    private static Alarm AlarmOf(string asset, AlarmRule rule, AlarmPriority priority, int secondsAgo)
    {
        var onset = UnixMicros.Now(TimeProvider.System) - (60 + secondsAgo) * 1_000_000L;
        return AlarmRows.Of(asset, rule, priority) with
        {
            OnsetUnixMicros = onset,
            RaisedUnixMicros = onset,
            KnownAtUnixMicros = onset,
            ChangedUnixMicros = onset,
        };
    }
}
