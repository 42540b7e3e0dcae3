using Microsoft.Playwright;

namespace Maintenance.EndToEnd.Tests;

/// <summary>
/// One product with a scored fleet and one real browser, for all tests that only look. Screenshots stay in the test results.
/// </summary>
[CollectionDefinition(Collection)]
public sealed class Browsing : IAsyncLifetime, ICollectionFixture<Browsing>
{
    public const string Collection = "browsing";
    private static readonly (int Width, int Height) Desktop = (1440, 900);
    private static readonly (int Width, int Height) Phone = (390, 844);
    private readonly string _folder = Directory.CreateTempSubdirectory("maintenance-e2e-").FullName;
    private ProductProcess? _product;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    internal ProductProcess Product => _product ?? throw new InvalidOperationException("The product is not started.");

    public async Task InitializeAsync()
    {
        _product = await ProductProcess.StartAsync(_folder, "Broker,Simulator,Ingest,Scoring,Dashboard", "Simulator:Assets=40",
            "Simulator:Link:OutageProbability=0");
        _playwright = await Playwright.CreateAsync();
        _browser = await LaunchAsync(_playwright);
        // At any hour some rigs trip or connect, and a drill that does not turn has no health; of the default 40 at least 23 turn.
        await _product.WaitForAsync("SELECT count(*) FROM assessment_latest WHERE health_index IS NOT NULL", scored => scored >= 8,
            TimeSpan.FromMinutes(2));
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_product is not null) await _product.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    internal static Task<IBrowser> LaunchAsync(IPlaywright playwright) => playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
    {
        ExecutablePath = "/usr/bin/chromium",
        Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    });

    /// <summary>A page of a browser of its own: no cookie, and what it complained of.</summary>
    internal async Task<Visit> VisitAsync(string device = "desktop", ColorScheme colours = ColorScheme.Light, bool script = true)
    {
        var (width, height) = device == "phone" ? Phone : Desktop;
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Product.Url,
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = colours,
            JavaScriptEnabled = script,
        });
        return new Visit(context, await context.NewPageAsync());
    }
}
