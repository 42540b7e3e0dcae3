using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Maintenance.EndToEnd.Tests;

/// <summary>Every page before axe, at desktop and phone size, light and dark: nothing serious or critical.</summary>
[Collection(Browsing.Collection)]
public sealed class AccessibilityTests(Browsing browsing)
{
    private static readonly string[] Grave = ["serious", "critical"];

    [Theory]
    [InlineData("desktop", ColorScheme.Light)]
    [InlineData("desktop", ColorScheme.Dark)]
    [InlineData("phone", ColorScheme.Light)]
    [InlineData("phone", ColorScheme.Dark)]
    public async Task Every_page_can_be_used_by_everybody(string device, ColorScheme colours)
    {
        await using var visit = await browsing.VisitAsync(device, colours);
        var page = visit.Page;
        var found = new List<string>();
        await page.GotoAsync("/sign-in");
        await JudgeAsync("sign-in");
        await visit.SignInAsync();
        await visit.UntilLiveAsync();
        await page.Locator("chart-view[data-drawn] svg").First.WaitForAsync();
        await page.Locator(".leaflet-container path").First.WaitForAsync();
        await JudgeAsync("fleet");
        var drill = await page.Locator("[data-testid=fleet-row]").First.GetAttributeAsync("data-asset");
        await GoAsync("region", "/?region=north-sea", "[data-testid=fleet-row]");
        await GoAsync("drill", $"/drills/{drill}?compare=own-past", "[data-testid=drill-chart] canvas");
        // Of one that turns: it has lines.
        await page.GotoAsync("/");
        var turning = await page.EvaluateAsync<string>("() => [...document.querySelectorAll('[data-testid=fleet-row]')].toSorted((a, b) => "
            + "/\\d/.test(b.querySelector('[data-testid=health-value]').textContent) - /\\d/.test(a.querySelector("
            + "'[data-testid=health-value]').textContent))[0].dataset.asset");
        await GoAsync("drill-analysis", $"/drills/{turning}?spectrum=newest&trajectory=shown#spectrum", "spectrum-view[data-drawn] canvas");
        var past = TimeProvider.System.GetUtcNow().AddSeconds(-20).ToUnixTimeMilliseconds();
        await GoAsync("fleet-replay", $"/?at={past}", "replay-bar");
        await GoAsync("drill-replay", $"/drills/{drill}?at={past}", "replay-bar");
        await page.GotoAsync($"/work-orders/new?asset={drill}");
        await page.FillAsync("[name=title]", "Listen to the bearing");
        await JudgeAsync("work-order-new");
        await page.ClickAsync("[data-testid=work-order-form] button[type=submit]");
        await page.GetByTestId("work-order-close").WaitForAsync();
        await JudgeAsync("work-order");
        await GoAsync("work-orders", "/work-orders", "[data-testid=work-orders]");
        await GoAsync("regions", "/regions", "[data-testid=regions]");
        await GoAsync("region-business", "/regions/north-sea", "[data-testid=departments]");
        await GoAsync("region-report", "/regions/north-sea/report", "[data-testid=report]");
        await GoAsync("alarms", "/alarms?view=all", "h1");
        await GoAsync("alarm-performance", "/alarms/performance", "h1");
        foreach (var department in new[] { "drilling", "maintenance", "finance" })
            await GoAsync($"today-{department}", $"/today/{department}", $"[data-testid={department}-1]");
        await GoAsync("data", $"/data?asset={drill}", "[data-testid=completeness]");
        await GoAsync("alarm-rules", "/alarms/rules", "[data-testid=alarm-rules]");
        await GoAsync("alarm-rule", "/alarms/rules/bearing_temperature_high?scope=region:north-sea", "[data-testid=rule-form]");
        await GoAsync("notifications", "/alarms/notifications", "[data-testid=nobody]");
        await GoAsync("notification", "/alarms/notifications/new?kind=route&name=shift", "[data-testid=setting-form]");
        await GoAsync("rota", "/alarms/notifications/new?kind=rota&name=north", "[data-testid=level]");
        await GoAsync("models", "/models", "[data-testid=models]");
        await GoAsync("sql", "/sql", "[data-testid=sql-run][data-connected]");
        await page.ClickAsync("[data-testid=sql-run]");
        await page.GetByTestId("sql-result").WaitForAsync();
        await JudgeAsync("sql-result");
        await GoAsync("users", "/users", "[data-testid=users]");
        await GoAsync("password", "/account", "[data-testid=password-form]");
        await page.ClickAsync("details.menu summary");
        await JudgeAsync("menu");
        await GoAsync("not-found", "/no-such-page", "h1");
        found.ShouldBeEmpty();

        async Task GoAsync(string name, string path, string shows)
        {
            await page.GotoAsync(path);
            await page.Locator(shows).First.WaitForAsync();
            await JudgeAsync(name);
        }

        async Task JudgeAsync(string name)
        {
            await visit.ShotAsync($"{device}-{colours.ToString().ToLowerInvariant()}-{name}");
            var result = await page.RunAxe();
            result.Passes.ShouldNotBeEmpty("axe judged nothing");
            found.AddRange(result.Violations.Where(v => Grave.Contains(v.Impact)).Select(v => $"{name}: {v.Id}, {v.Help}: {Where(v)}"));
        }
    }

    private static string Where(AxeResultItem violation) =>
        string.Join("; ", violation.Nodes.Take(4)
            .Select(n => $"{n.Html} ({string.Join(", ", n.Any.Concat(n.All).Select(c => c.Message))})"));
}
