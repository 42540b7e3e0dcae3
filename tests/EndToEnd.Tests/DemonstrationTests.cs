using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit.Abstractions;

namespace Maintenance.EndToEnd.Tests;

/// <summary>
/// What <c>./run.sh</c> shows a newcomer: the default fleet tells a story within its first ten minutes. Those minutes pass at ten times
/// the speed (<c>Simulator:HeadStart</c>); with <c>MAINTENANCE_STORY=clock</c> they pass by the clock, as a newcomer waits.
/// </summary>
public sealed class DemonstrationTests(ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly bool ByTheClock = Environment.GetEnvironmentVariable("MAINTENANCE_STORY") == "clock";
    private static readonly TimeSpan Story = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(ByTheClock ? 12 : 5);
    private readonly string _folder = Directory.CreateTempSubdirectory("maintenance-story-").FullName;
    private ProductProcess _product = null!;
    private Chromium _browser = null!;

    public async Task InitializeAsync()
    {
        // Everything as it is by default, but on free ports.
        string[] arguments = ["run", "--data", _folder, "--set", "Host:Urls=http://127.0.0.1:0", "--set", "Mqtt:Port=0"];
        _product = await ProductProcess.StartAsync(new ProcessStartInfo(ProductProcess.Program,
            ByTheClock ? arguments : [.. arguments, "--set", $"Simulator:HeadStart={Story:c}"]), _folder);
        _browser = await Chromium.StartAsync();
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        if (_product is not null) await _product.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task One_drill_fails_for_a_visible_reason_with_an_alarm_money_at_risk_and_a_work_order()
    {
        var story = await ToldAsync();
        output.WriteLine(story.ToString());
        var began = (await _product.QueryAsync("SELECT epoch_us(min(event_time)) FROM maintenance_record"))[0][0].GetInt64();
        var raised = (await _product.QueryAsync($"SELECT epoch_us(min(raised)) FROM alarm_event WHERE asset = '{story.Drill}'"))[0][0]
            .GetInt64();
        var after = TimeSpan.FromMicroseconds(raised - began);
        output.WriteLine($"the first alarm of {story.Drill} was due {after:m\\:ss} after the fleet began");
        after.ShouldBeLessThan(Story, "by the fleet's own time");

        // A person finds all of it by following links.
        await using var visit = await _browser.VisitAsync(_product.Url);
        var page = visit.Page;
        await visit.SignInAsync();
        var first = page.GetByTestId("fleet-row").First;
        (await first.GetAttributeAsync("data-state")).ShouldBeOneOf("C", "D");
        await page.GotoAsync($"/drills/{story.Drill}");
        await visit.ShowsAsync(page.GetByTestId("reason-trends").Locator("li").First);
        await page.Locator($"a[href='/alarms/{Uri.EscapeDataString(story.Alarm)}']").First.ClickAsync();
        await visit.ShowsAsync(page.GetByTestId("alarm-state"));
        (await page.InnerTextAsync(".alarm-guide")).ShouldContain("Do");
        // Money, as it is by now: a drill that stands for a moment has no remaining life to tell.
        var risk = page.GetByTestId("at-risk").Locator("tr", new() { HasText = story.Drill }).Locator("td[data-label^='At risk']");
        var (waited, money) = (Stopwatch.StartNew(), "nothing");
        while (!Regex.IsMatch(money, "^[1-9][0-9,]*$", RegexOptions.None, TimeSpan.FromSeconds(1)))
        {
            waited.Elapsed.ShouldBeLessThan(Patience, $"at risk: {money}");
            await page.GotoAsync($"/regions/{story.Region}");
            await page.GetByTestId("departments").WaitForAsync();
            money = await risk.CountAsync() == 0 ? "nothing" : await risk.First.InnerTextAsync();
        }
        await page.GotoAsync($"/work-orders/{story.Order}");
        (await page.InnerTextAsync("main")).ShouldContain(story.Drill);
        visit.Errors.ShouldBeEmpty();
    }

    // Until one drill has all of it at the same time.
    private async Task<Told> ToldAsync()
    {
        var waited = Stopwatch.StartNew();
        var missing = "nothing";
        while (waited.Elapsed < Patience)
        {
            var orders = await GetAsync("/api/v1/work-orders");
            foreach (var order in orders.EnumerateArray())
            {
                var drill = order.GetProperty("asset").GetString()!;
                var asset = await GetAsync($"/api/v1/assets/{drill}");
                var region = asset.GetProperty("region").GetString()!;
                var reason = asset.GetProperty("reasons").EnumerateArray().Select(r => r.ToString()).FirstOrDefault();
                var alarms = await GetAsync($"/api/v1/alarms?asset={drill}");
                var alarm = alarms.EnumerateArray().Where(a => a.GetProperty("active").GetBoolean())
                    .Select(a => a.GetProperty("id").GetString()).FirstOrDefault();
                var report = await GetAsync($"/api/v1/regions/{region}/report");
                var money = report.GetProperty("atRisk").EnumerateArray().Where(r => r.GetProperty("asset").GetString() == drill)
                    .Select(r => r.GetProperty("money").ValueKind == JsonValueKind.Number ? r.GetProperty("money").GetDouble() : 0).Sum();
                if (reason is not null && alarm is not null && money > 0)
                    return new Told(drill, region, reason, alarm, money, order.GetProperty("number").GetInt64());
                missing = $"{drill}: reason {reason ?? "none"}, alarm {alarm ?? "none"}, money {money}";
            }
            await Task.Delay(500);
        }
        throw new TimeoutException($"Within {Patience} the fleet told no story; the last order: {missing}\n{_product.Output}");
    }

    private Task<JsonElement> GetAsync(string path) => _product.Client.GetFromJsonAsync<JsonElement>(path);

    private sealed record Told(string Drill, string Region, string Reason, string Alarm, double Money, long Order);
}
