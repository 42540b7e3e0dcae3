using Microsoft.Playwright;

namespace Maintenance.EndToEnd.Tests;

/// <summary>An operator's first minutes, in a real browser, at desktop and phone size. Screenshots stay in the test results.</summary>
[Collection(Browsing.Collection)]
public sealed class BrowserTests(Browsing browsing)
{
    [Theory]
    [InlineData("desktop")]
    [InlineData("phone")]
    public async Task An_operator_signs_in_watches_the_fleet_and_opens_a_drill(string device)
    {
        await using var visit = await browsing.VisitAsync(device);
        try
        {
            await WatchAsync(visit, device);
        }
        catch (TimeoutException error)
        {
            await visit.ShotAsync($"{device}-failed");
            var assessments = await browsing.Product.QueryAsync("select asset, count(*), cast(max(event_time) as varchar), "
                + "cast(min(health_index) as varchar) from assessment group by asset order by asset");
            throw new TimeoutException(
                $"{error.Message} The page "
                    + $"said:\n{await visit.Page.InnerTextAsync("body")}\nStored:\n{string.Join('\n', assessments.Select(r => string.Join(' ', r)))}\nThe product said:\n{browsing.Product.Output}", error);
        }
        visit.Errors.ShouldBeEmpty();
    }

    private static async Task WatchAsync(Visit visit, string device)
    {
        var page = visit.Page;
        await page.GotoAsync("/");
        await page.GetByTestId("sign-in-form").WaitForAsync();
        await visit.ShotAsync($"{device}-sign-in");
        await visit.SignInAsync();
        await visit.UntilLiveAsync();
        const string Rows = "[...document.querySelectorAll('[data-testid=fleet-row]')].map(r => r.textContent).join('|')";
        var before = await page.EvaluateAsync<string>($"() => {Rows}");
        await page.WaitForFunctionAsync($"before => {Rows} !== before", before);
        (await page.GetByTestId("fleet-row").CountAsync()).ShouldBeGreaterThanOrEqualTo(40);
        await page.WaitForFunctionAsync("() => [...document.querySelectorAll('[data-testid=health-value]')].filter(h => "
            + "/\\d/.test(h.textContent)).length >= 8");
        (await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
            .ShouldBeTrue("the page is wider than the screen");
        await visit.ShotAsync($"{device}-fleet");

        await page.Locator("[data-testid=fleet-row] a").First.ClickAsync();
        await page.GetByTestId("drill-chart").First.WaitForAsync();
        var points = await PointsAsync(page);
        await page.WaitForFunctionAsync("points => Number(document.querySelector('[data-testid=strip-log]').dataset.points) > points",
            points);
        points = await PointsAsync(page);
        await visit.ShotAsync($"{device}-drill");
        await page.ReloadAsync();
        await page.WaitForFunctionAsync("points => Number(document.querySelector('[data-testid=strip-log]')?.dataset.points ?? 0) >= "
            + "points", points);

        await page.GotoAsync("/data");
        await page.GetByText("Completeness", new PageGetByTextOptions { Exact = false }).First.WaitForAsync();
        await visit.ShotAsync($"{device}-data");
    }

    private static Task<int> PointsAsync(IPage page) =>
        page.EvaluateAsync<int>("() => Number(document.querySelector('[data-testid=strip-log]').dataset.points ?? 0)");
}
