using System.Net.Http.Json;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Maintenance.Core.Business;
using Maintenance.Tests.Web;
using Microsoft.Playwright;

namespace Maintenance.EndToEnd.Tests;

/// <summary>
/// What a region manager, a maintenance planner and a finance person do with the product, from signing in on: at a desk and on a phone,
/// light and dark, with nothing in the console and nothing for axe to find (WCAG 2.2 AA).
/// </summary>
public sealed class JourneyTests : IAsyncLifetime
{
    private const string Password = "tangled-otter-plinth";
    private const string Bad = "NS-ALPHA-RIG1-D01";
    private const string Good = "NS-ALPHA-RIG1-D02";
    private const string Far = "BR-TUPI-RIG1-D01";

    private static readonly (string Name, string Role, string Regions)[] People =
        [("rita", "viewer", "north-sea"), ("paul", "operator", "north-sea"), ("fay", "viewer", "*")];

    private StageHost _host = null!;
    private Chromium? _browser;

    public async Task InitializeAsync()
    {
        _host = await StageHost.StartAsync(fill: (_, registry) =>
        {
            registry.AddOrReplace([Rows.Drill(Bad, "north-sea"), Rows.Drill(Good, "north-sea"), Rows.Drill(Far, "santos")]);
            return Task.CompletedTask;
        });
        await _host.CommitAsync(new Core.Tables.TableBatch(Core.Tables.StoreTables.Asset)
            .Add(Bad, "north-sea", "ALPHA", "RIG1", 59.1, 2.4, 0.2159, null, null)
            .Add(Good, "north-sea", "ALPHA", "RIG1", 59.1, 2.4, 0.2159, null, null)
            .Add(Far, "santos", "TUPI", "RIG1", -25.3, -43.2, 0.2159, null, null));
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        _host.Feed.Publish(
        [
            Rows.Update(Bad, "north-sea", now, 28, "D", "bearing_wear", Rows.Reasons) with
            {
                Findings = Rows.Findings, LifeP10Hours = 60, LifeP50Hours = 120, LifeP90Hours = 240, LifeLimitHours = 9999,
            },
            Rows.Update(Good, "north-sea", now, 97), Rows.Update(Far, "santos", now, 55, "C", "whirl"),
        ]);
        using var program = _host.Program();
        await FillAsync(program, DateOnly.FromDateTime(now));
        foreach (var (name, role, regions) in People)
            (await program.PutAsJsonAsync($"/api/v1/users/{name}", new { role, regions, password = Password })).EnsureSuccessStatusCode();
        _browser = await Chromium.StartAsync();
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Theory]
    [InlineData("phone", ColorScheme.Light)]
    [InlineData("phone", ColorScheme.Dark)]
    [InlineData("desktop", ColorScheme.Light)]
    public async Task A_region_manager_sees_what_is_at_risk_and_takes_the_month_home(string device, ColorScheme colours)
    {
        await using var visit = await SignInAsync(device, colours, "rita");
        var page = visit.Page;
        await TourAsync(visit, device);
        await page.Locator("nav a[href='/regions']").ClickAsync();
        await page.GetByTestId("regions").GetByRole(AriaRole.Link, new() { Name = "north-sea" }).ClickAsync();
        await visit.ShowsAsync(page.GetByTestId("region").Locator("[data-figure=moneyAtRisk] dd", new() { HasText = "USD" }));
        await JudgeAsync(visit, "region");
        await page.GetByTestId("changes").GetByText("against the day before").WaitForAsync();
        await page.GetByTestId("at-risk").GetByRole(AriaRole.Link, new() { Name = Bad }).ClickAsync();
        await visit.ShowsAsync(page.Locator("h1", new() { HasText = Bad }));
        await page.GoBackAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Month report" }).ClickAsync();
        await visit.ShowsAsync(page.GetByTestId("report"));
        await JudgeAsync(visit, "report");
        var file = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "PDF" }).ClickAsync());
        file.SuggestedFilename.ShouldMatch(@"^north-sea-\d{4}-\d{2}\.pdf$");
        (await File.ReadAllBytesAsync(await file.PathAsync())).AsSpan(0, 5).SequenceEqual("%PDF-"u8).ShouldBeTrue();
        (await page.GotoAsync("/regions/santos"))!.Status.ShouldBe(404, "another region is none of theirs");
        visit.Errors.RemoveAll(e => e.Contains("404", StringComparison.Ordinal));
        visit.Errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("desktop", ColorScheme.Light)]
    [InlineData("phone", ColorScheme.Dark)]
    public async Task A_planner_chooses_a_start_page_and_raises_the_order_that_is_due(string device, ColorScheme colours)
    {
        await using var visit = await SignInAsync(device, colours, "paul");
        var page = visit.Page;
        await page.GotoAsync("/account");
        await page.SelectOptionAsync("[name=department]", "maintenance");
        await page.Locator("[data-testid=department-form] button").ClickAsync();
        await visit.ShowsAsync(page.GetByTestId("department-chosen"));
        await JudgeAsync(visit, "account");
        await page.Locator("details.menu summary").ClickAsync();
        await page.Locator("form[action='/sign-out'] button").ClickAsync();
        await visit.FillSignInAsync("paul", Password);
        await page.WaitForURLAsync("**/today");
        var row = page.GetByTestId("maintenance-0").Locator("tbody tr", new() { HasText = Bad });
        await visit.ShowsAsync(row.GetByText("P10 of the remaining life is 60 operating hours"));
        (await row.InnerTextAsync()).ShouldContain("none", Case.Sensitive, "no work order yet");
        await JudgeAsync(visit, "maintenance");
        await page.GotoAsync($"/work-orders/new?asset={Bad}");
        await page.FillAsync("[name=title]", "Exchange the bearing");
        await page.Locator("[data-testid=work-order-form] button[type=submit]").ClickAsync();
        await visit.ShowsAsync(page.GetByTestId("work-order-close"));
        await page.GotoAsync("/today");
        await visit.ShowsAsync(row.GetByText("1 open"));
        visit.Errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("desktop", ColorScheme.Dark)]
    [InlineData("phone", ColorScheme.Light)]
    public async Task A_finance_person_compares_spending_with_the_budget_and_takes_the_figures(string device, ColorScheme colours)
    {
        await using var visit = await SignInAsync(device, colours, "fay");
        var page = visit.Page;
        await page.GotoAsync("/today/finance");
        var region = page.GetByTestId("finance-0").Locator("tbody tr", new() { HasText = "north-sea" });
        await visit.ShowsAsync(region);
        await JudgeAsync(visit, "finance");
        var spent = await region.Locator("td").Nth(1).InnerTextAsync();
        var file = await page.RunAndWaitForDownloadAsync(() =>
            page.GetByRole(AriaRole.Link, new() { Name = "All figures as CSV" }).ClickAsync());
        var rows = CsvFile.Rows(await File.ReadAllTextAsync(await file.PathAsync()));
        var (key, shown) = (rows[0].Index().First(c => c.Item == "key").Index, rows[0].Index().First(c => c.Item == "shown").Index);
        rows.Single(r => r[0] == "north-sea" && r[key] == "spent" && r[3].Length == 0)[shown].ShouldBe(spent.Split('\n')[^1]);
        await region.GetByRole(AriaRole.Link).ClickAsync();
        await visit.ShowsAsync(page.GetByTestId("departments"));
        visit.Errors.ShouldBeEmpty();
    }

    // By keyboard: each step is one press on the link that leads on.
    private static async Task TourAsync(Visit visit, string device)
    {
        var page = visit.Page;
        for (var step = 1; step < 6; step++)
        {
            await visit.ShowsAsync(page.Locator($"[data-testid=tour][data-step='{step}']"));
            if (step is 1 or 3) await JudgeAsync(visit, $"tour-{step}");
            await page.Locator(".tour .is-next").FocusAsync();
            await page.Keyboard.PressAsync("Enter");
        }
        await visit.ShowsAsync(page.Locator("[data-testid=tour][data-step='6']"));
        await page.Locator(".tour button").ClickAsync();
        await page.Locator("[data-testid=tour]").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await page.GotoAsync("/");
        await visit.ShowsAsync(page.GetByTestId("fleet-row").First);
        (await page.GetByTestId("tour").CountAsync()).ShouldBe(0, device);
    }

    private static async Task JudgeAsync(Visit visit, string name)
    {
        await visit.ShotAsync($"journey-{name}");
        (await visit.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > document.documentElement.clientWidth"))
            .ShouldBeFalse($"{name} is wider than the screen");
        var result = await visit.Page.RunAxe(new AxeRunOptions
        {
            RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
        });
        result.Passes.ShouldNotBeEmpty("axe judged nothing");
        result.Violations.Select(v => $"{name}: {v.Id}, {v.Help}: {v.Nodes[0].Html}").ShouldBeEmpty();
    }

    private async Task<Visit> SignInAsync(string device, ColorScheme colours, string name)
    {
        var visit = await _browser!.VisitAsync(_host.Url, device, colours);
        return await visit.SignInAsync(name, Password);
    }

    private static async Task FillAsync(HttpClient program, DateOnly today)
    {
        var days = Enumerable.Range(1, 100).Select(i => today.AddDays(-i)).ToArray();
        string[] departments = ["drilling", "maintenance"];
        await SendAsync(program, "production", days.Select(d =>
            new { asset = Bad, day = $"{d:yyyy-MM-dd}", oilM3 = 90 + d.Day % 3, drilledM = 40, nptHours = 1.2 }));
        await SendAsync(program, "production", Enumerable.Range(-60, 160).Select(i => today.AddDays(-i)).Select(d =>
            new { asset = Bad, day = $"{d:yyyy-MM-dd}", basis = ProductionBases.Plan, oilM3 = 100, drilledM = 45 }));
        await SendAsync(program, "costs", days.Where(d => d.DayOfWeek == DayOfWeek.Monday).SelectMany(d => departments.Select(m => new
        {
            region = "north-sea", reference = $"{m}-{d:yyyyMMdd}", department = m, day = $"{d:yyyy-MM-dd}", kind = "operation",
            amount = 41_000,
        })));
        await SendAsync(program, "budgets", Enumerable.Range(1, 12).SelectMany(m => departments.Select(d =>
            new { region = "north-sea", department = d, month = $"{today.Year}-{m:00}", amount = 180_000 })));
        await SendAsync(program, "rates", new[]
        {
            ("oil_price", 472.0), ("npt_day", 90_000), ("repair", 60_000), ("repair_hours", 18), ("planned_repair", 22_000),
            ("planned_repair_hours", 6),
        }.Select(r => new { region = "*", kind = r.Item1, validFrom = "2020-01-01", amount = r.Item2 }));
    }

    private static async Task SendAsync<T>(HttpClient program, string path, IEnumerable<T> entries)
    {
        using var answer = await program.PostAsJsonAsync($"/api/v1/{path}", entries.ToArray());
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
    }
}
