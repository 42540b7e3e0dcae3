using Microsoft.Playwright;

namespace Maintenance.EndToEnd.Tests;

/// <summary>An operator's first minutes, in a real browser, at desktop and phone size. Screenshots stay in the test results.</summary>
public sealed class BrowserTests
{
    [Theory]
    [InlineData("desktop", 1440, 900)]
    [InlineData("phone", 390, 844)]
    public async Task An_operator_signs_in_watches_the_fleet_and_opens_a_drill(string name, int width, int height)
    {
        using var folder = new TemporaryDirectory();
        await using var product = await ProductProcess.StartAsync(folder.Path, "Broker,Simulator,Ingest,Scoring,Dashboard", "Simulator:Assets=40", "Simulator:Link:OutageProbability=0");
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        var page = await browser.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = width, Height = height } });
        var errors = new List<string>();
        page.Console += (_, message) => { if (message.Type == "error") errors.Add(message.Text); };
        page.PageError += (_, error) => errors.Add(error);

        try
        {
            await WatchAsync(page, product, name);
        }
        catch (TimeoutException e)
        {
            await ShotAsync(page, $"{name}-failed");
            var assessments = await product.QueryAsync("select asset, count(*), cast(max(event_time) as varchar), cast(min(health_index) as varchar) from assessment group by asset order by asset");
            throw new TimeoutException(
                $"{e.Message} The page said:\n{await page.InnerTextAsync("body")}\nStored:\n{string.Join('\n', assessments.Select(r => string.Join(' ', r)))}\nThe product said:\n{product.Output}", e);
        }
        errors.ShouldBeEmpty();
    }

    private static async Task WatchAsync(IPage page, ProductProcess product, string name)
    {
        await page.GotoAsync(product.Url);
        await page.GetByTestId("sign-in-form").WaitForAsync();
        await ShotAsync(page, $"{name}-sign-in");
        await page.FillAsync("input[name=name]", "admin");
        await page.FillAsync("input[name=password]", ProductProcess.AdminPassword);
        await page.ClickAsync("[data-testid=sign-in-form] button[type=submit]");

        await page.GetByTestId("fleet-row").First.WaitForAsync();
        await page.WaitForFunctionAsync("() => document.querySelector('[data-testid=live-state]')?.textContent?.toLowerCase().includes('live')");
        const string Ages = "() => [...document.querySelectorAll('[data-testid=fleet-row]')].map(r => r.textContent).join('|')";
        var before = await page.EvaluateAsync<string>(Ages);
        await page.WaitForFunctionAsync("before => [...document.querySelectorAll('[data-testid=fleet-row]')].map(r => r.textContent).join('|') !== before", before);
        (await page.GetByTestId("fleet-row").CountAsync()).ShouldBeGreaterThanOrEqualTo(40);
        // At any hour some rigs trip or connect, and a drill that does not turn has no health; of the default 40 at least 23 turn (of 12 it may be 5).
        await page.WaitForFunctionAsync("() => [...document.querySelectorAll('[data-testid=health-value]')].filter(h => /\\d/.test(h.textContent)).length >= 8", null, Patient);
        await ShotAsync(page, $"{name}-fleet");

        await page.Locator("[data-testid=fleet-row] a").First.ClickAsync();
        await page.GetByTestId("drill-chart").First.WaitForAsync();
        var points = await PointsAsync(page);
        await page.WaitForFunctionAsync("points => Number(document.querySelector('[data-testid=drill-chart]').dataset.points) > points", points, Patient);
        points = await PointsAsync(page);
        await ShotAsync(page, $"{name}-drill");
        await page.ReloadAsync();
        await page.WaitForFunctionAsync("points => Number(document.querySelector('[data-testid=drill-chart]')?.dataset.points ?? 0) >= points", points, Patient);

        await page.GotoAsync(product.Url + "/data");
        await page.GetByText("Completeness", new PageGetByTextOptions { Exact = false }).First.WaitForAsync();
        await ShotAsync(page, $"{name}-data");
    }

    private static readonly PageWaitForFunctionOptions Patient = new() { Timeout = 60_000 };

    private static Task<int> PointsAsync(IPage page) =>
        page.EvaluateAsync<int>("() => Number(document.querySelector('[data-testid=drill-chart]').dataset.points ?? 0)");

    private static async Task ShotAsync(IPage page, string name)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "test-results", "screenshots");
        Directory.CreateDirectory(folder);
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png"), FullPage = true });
    }
}
