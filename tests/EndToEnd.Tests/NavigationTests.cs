namespace Maintenance.EndToEnd.Tests;

/// <summary>From page to page: on one connection, with nothing left behind, without script, and without the live feed.</summary>
[Collection(Browsing.Collection)]
public sealed class NavigationTests(Browsing browsing)
{
    // Counts what is running, from before the first script of the page.
    private const string CountTimers =
        """
        window.running = new Set();
        const [set, clear] = [window.setInterval, window.clearInterval];
        window.setInterval = (...a) => { const id = set(...a); window.running.add(id); return id; };
        window.clearInterval = (id) => { window.running.delete(id); clear(id); };
        """;

    [Fact]
    public async Task Pages_follow_each_other_on_one_connection_and_leave_nothing_behind()
    {
        await using var visit = await browsing.VisitAsync();
        var page = visit.Page;
        await page.AddInitScriptAsync(CountTimers);
        await visit.SignInAsync();
        await visit.UntilLiveAsync();
        await page.Locator(".leaflet-container path").First.WaitForAsync();
        visit.Sockets.Clear();
        visit.Sent.Clear();
        await page.ReloadAsync();
        await visit.UntilLiveAsync();
        await page.EvaluateAsync("() => { window.sameLoad = true; }");
        var timers = await TimersAsync();

        for (var round = 0; round < 3; round++)
        {
            await page.Locator("[data-testid=fleet-row] a").First.ClickAsync();
            await page.Locator("[data-testid=drill-chart] canvas").First.WaitForAsync();
            await page.Locator(".ranges a[href$='range=1h#log']").First.ClickAsync();
            await page.Locator(".ranges a[href$='range=1h#log'][aria-current]").First.WaitForAsync();
            await page.Locator("[data-testid=drill-chart] canvas").First.WaitForAsync();
            await page.ClickAsync("nav a[href='/data']");
            await page.GetByTestId("completeness").WaitForAsync();
            await page.ClickAsync("nav a[href='/']");
            await page.Locator(".leaflet-container path").First.WaitForAsync();
            await page.SelectOptionAsync("#region", "north-sea");
            await page.Locator("fleet-list[data-region=north-sea]").WaitForAsync();
            await page.SelectOptionAsync("#region", "");
            await page.Locator("fleet-list:not([data-region=north-sea])").WaitForAsync();
        }

        (await page.EvaluateAsync<bool>("() => window.sameLoad === true")).ShouldBeTrue("a page was loaded anew");
        visit.Sockets.ShouldBe(["/hub/fleet"]);
        (await TimersAsync()).ShouldBe(timers, "timers of pages that were left go on");
        (Sent("WatchList") - Sent("UnwatchList")).ShouldBe(1, "the fleet is watched once");
        Sent("WatchAsset").ShouldBe(6);
        Sent("UnwatchAsset").ShouldBe(6, "no drill is watched any more");
        const string Rows = "[...document.querySelectorAll('[data-testid=fleet-row]')].map(r => r.textContent).join('|')";
        var before = await page.EvaluateAsync<string>($"() => {Rows}");
        await page.WaitForFunctionAsync($"before => {Rows} !== before", before);
        visit.Errors.ShouldBeEmpty();

        Task<int> TimersAsync() => page.EvaluateAsync<int>("() => window.running.size");

        int Sent(string method) => visit.Sent.Count(frame => frame.Contains($"\"target\":\"{method}\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Everything_but_what_is_live_works_without_script()
    {
        await using var visit = await browsing.VisitAsync(script: false);
        var page = visit.Page;
        await visit.SignInAsync();
        (await page.Locator("figure.chart td").First.IsVisibleAsync()).ShouldBeTrue("the figures of the chart");
        await page.SelectOptionAsync("#region", "north-sea");
        await page.ClickAsync("form.filter button");
        page.Url.ShouldContain("region=north-sea");
        await page.Locator("[data-testid=fleet-row] a").First.ClickAsync();
        (await page.Locator(".log-svg path.line").First.GetAttributeAsync("d")).ShouldNotBeNullOrEmpty();
        await page.ClickAsync("nav a[href='/data']");
        await page.GetByTestId("completeness").WaitForAsync();
        await page.ClickAsync("nav a[href='/sql']");
        await page.FillAsync("#query", "SELECT 6 * 7 AS answer");
        await page.ClickAsync("[data-testid=sql-run]");
        (await page.GetByTestId("sql-result").InnerTextAsync()).ShouldContain("42");
        await page.ClickAsync("details.menu summary");
        await page.ClickAsync("form[action='/sign-out'] button");
        await page.GetByTestId("sign-in-form").WaitForAsync();
    }

    [Fact]
    public async Task Pages_are_complete_while_the_live_feed_is_down_and_say_that_it_is()
    {
        await using var visit = await browsing.VisitAsync();
        var page = visit.Page;
        await page.RouteAsync("**/hub/**", route => route.AbortAsync());
        await visit.SignInAsync();
        await page.Locator("[data-testid=live-state][data-state=offline]").WaitForAsync();
        await page.Locator("[data-testid=fleet-row] a").First.ClickAsync();
        await page.Locator("[data-testid=drill-chart] canvas").First.WaitForAsync();
        await page.WaitForFunctionAsync("() => Number(document.querySelector('[data-testid=strip-log]').dataset.points) > 0");
        await page.ClickAsync("nav a[href='/data']");
        await page.GetByTestId("completeness").WaitForAsync();
        (await page.GetByTestId("live-state").InnerTextAsync()).ShouldStartWith("offline");
        await page.UnrouteAsync("**/hub/**");
        await visit.UntilLiveAsync();
    }

    [Fact]
    public async Task The_console_runs_a_query_and_stops_one()
    {
        await using var visit = await browsing.VisitAsync();
        var page = visit.Page;
        await visit.SignInAsync();
        await page.ClickAsync("nav a[href='/sql']");
        await page.Locator("[data-testid=sql-run][data-connected]").WaitForAsync();
        await page.FillAsync("#query", "SELECT 6 * 7 AS answer");
        await page.Keyboard.PressAsync("Control+Enter");
        await page.GetByTestId("sql-result").GetByText("42").WaitForAsync();
        await page.FillAsync("#query", "SELECT count(*) FROM range(1000000000) a, range(1000000000) b");
        await page.ClickAsync("[data-testid=sql-run]");
        await page.GetByTestId("sql-running").WaitForAsync();
        await page.ClickAsync("[data-testid=sql-cancel]");
        (await page.GetByTestId("sql-error").InnerTextAsync()).ShouldContain("cancelled");
        var download = await page.RunAndWaitForDownloadAsync(async () =>
        {
            await page.FillAsync("#query", "SELECT 1 AS x");
            await page.ClickAsync("button[formaction='/sql/csv']");
        });
        download.SuggestedFilename.ShouldBe("query.csv");
        await page.ClickAsync("nav a[href='/']");
        await page.GetByTestId("fleet-row").First.WaitForAsync();
        visit.Errors.ShouldBeEmpty();
    }
}
