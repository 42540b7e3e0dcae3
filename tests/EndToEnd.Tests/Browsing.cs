using Microsoft.Playwright;

namespace Maintenance.EndToEnd.Tests;

/// <summary>
/// One product with a scored fleet and one real browser, for all tests that only look. Screenshots stay in the test results.
/// </summary>
[CollectionDefinition(Collection)]
public sealed class Browsing : IAsyncLifetime, ICollectionFixture<Browsing>
{
    public const string Collection = "browsing";
    private readonly string _folder = Directory.CreateTempSubdirectory("maintenance-e2e-").FullName;
    private ProductProcess? _product;
    private Chromium? _browser;

    internal ProductProcess Product => _product ?? throw new InvalidOperationException("The product is not started.");

    public async Task InitializeAsync()
    {
        _product = await ProductProcess.StartAsync(_folder, "Broker,Simulator,Ingest,Scoring,Dashboard", "Simulator:Assets=40",
            "Simulator:Link:OutageProbability=0");
        _browser = await Chromium.StartAsync();
        // At any hour some rigs trip or connect, and a drill that does not turn has no health; of the default 40 at least 23 turn.
        await _product.WaitForAsync("SELECT count(*) FROM assessment_latest WHERE health_index IS NOT NULL", scored => scored >= 8,
            TimeSpan.FromMinutes(2));
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        if (_product is not null) await _product.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A page of a browser of its own: no cookie, and what it complained of.</summary>
    internal Task<Visit> VisitAsync(string device = "desktop", ColorScheme colours = ColorScheme.Light, bool script = true) =>
        _browser!.VisitAsync(Product.Url, device, colours, script);
}
