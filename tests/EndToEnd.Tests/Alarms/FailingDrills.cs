using System.Net.Http.Json;
using System.Text.Json;
using Maintenance.Notification.Tests;

namespace Maintenance.EndToEnd.Tests.Alarms;

/// <summary>
/// The product with drills whose cooling fails, played into its broker by <c>maintenance simulate</c>, and a mail server that takes what
/// it tells. Two of the drills have at least two alarms each that stand and that nobody has acknowledged, and overheat as much as the rule
/// knows: an acknowledgement for less would be refused.
/// </summary>
public sealed class FailingDrills : IAsyncLifetime
{
    public const string Rule = "overheating";
    private const string Scenario = """
        {
          "name": "story", "about": "The cooling of every drill fails within an hour.", "seed": 514, "drills": 8, "days": 0.045,
          "readingsPerSecond": 2, "waveformEverySeconds": 0, "sensorDefects": false,
          "faults": [ FAULTS ]
        }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("maintenance-e2e-").FullName;
    private ProductProcess? _product;
    private MailServer? _mail;
    private Chromium? _browser;

    internal ProductProcess Product => _product!;

    internal MailServer Mail => _mail!;

    /// <summary>When the product was ready.</summary>
    internal long StartedUnixMillis { get; private set; }

    /// <summary>The drills, and for each another rule whose alarm stands.</summary>
    public IReadOnlyList<(string Asset, string Other)> Drills { get; private set; } = [];

    public async Task InitializeAsync()
    {
        _mail = StartMail();
        var port = LoopbackPorts.Take();
        _product = await ProductProcess.StartAsync(Path.Combine(_folder, "data"), "Broker,Ingest,Scoring,Dashboard",
            $"Host:Urls=http://127.0.0.1:{port}", $"Notification:BaseUrl=http://127.0.0.1:{port}", "Notification:Smtp:Host=127.0.0.1",
            $"Notification:Smtp:Port={_mail.Port}", "Notification:Smtp:Security=None", "Notification:Smtp:From=maintenance@example.org");
        StartedUnixMillis = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        using (var put = await _product.Client.PutAsJsonAsync("/api/v1/notification-routes/shift",
            new { steps = new[] { new { to = new[] { new { email = "olga@example.org" } } } }, groupWait = "00:00:01" }))
            put.IsSuccessStatusCode.ShouldBeTrue(await put.Content.ReadAsStringAsync());
        var scenario = Path.Combine(_folder, "story.json");
        await File.WriteAllTextAsync(scenario, Scenario.Replace("FAULTS", string.Join(", ", Enumerable.Range(0, 8).Select(i =>
            $$"""{ "drill": {{i}}, "mode": "overheating", "onset": "10 min", "growth": "60 min" }""")), StringComparison.Ordinal));
        var (exit, output, error) = await ProductProcess.RunVerbAsync(TimeSpan.FromMinutes(8),
            "simulate", "--data", _product.DataDirectory, "--scenario", scenario, "--speed", "300");
        exit.ShouldBe(0, $"{output}\n{error}\n{_product.Output}");
        await UntilTwoDrillsCallAsync();
        _browser = await Chromium.StartAsync();
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        if (_product is not null) await _product.DisposeAsync();
        if (_mail is not null) await _mail.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    internal async Task<Visit> VisitAsync(string device)
    {
        var visit = await _browser!.VisitAsync(Product.Url, device);
        return visit;
    }

    private async Task UntilTwoDrillsCallAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var seen = "";
        while (!limit.IsCancellationRequested)
        {
            seen = await Product.Client.GetStringAsync("/api/v1/alarms?state=unacknowledged&limit=1000", CancellationToken.None);
            using var alarms = JsonDocument.Parse(seen);
            // A rising temperature is masked once the temperature is high.
            Drills = [.. alarms.RootElement.EnumerateArray().Where(a => Text(a, "rule") != Rule || Text(a, "priority") == "medium")
                .Where(a => !Text(a, "rule").EndsWith("_rising", StringComparison.Ordinal))
                .Select(a => (Asset: Text(a, "asset"), Rule: Text(a, "rule")))
                .GroupBy(a => a.Asset, a => a.Rule).Where(d => d.Contains(Rule) && d.Count() > 1)
                .Select(d => (d.Key, d.First(r => r != Rule)))];
            if (Drills.Count >= 2) return;
            await Task.Delay(200, CancellationToken.None);
        }
        throw new TimeoutException($"No two drills have two alarms each: {seen}\n{Product.Output}");
    }

    private static MailServer StartMail() => new();

    private static string Text(JsonElement alarm, string name) => alarm.GetProperty(name).GetString()!;
}
