using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Maintenance.EndToEnd.Tests.Alarms;

/// <summary>
/// A drill fails: an operator is told, understands, acknowledges, shelves what follows from it, has it repaired, and the finding judges
/// the rule and the model. At a desk and on a phone.
/// </summary>
public sealed class OperatorStoryTests(FailingDrills failing) : IClassFixture<FailingDrills>
{
    // "Unacknowledged" ends with it.
    private static readonly Regex Acknowledged = new(@"^\s*Acknowledged");

    [Theory]
    [InlineData("desktop", 0)]
    [InlineData("phone", 1)]
    public async Task From_the_message_to_the_label(string device, int drill)
    {
        var (asset, other) = failing.Drills[drill];
        await using var visit = await failing.VisitAsync(device);
        var page = visit.Page;
        var link = await MessageAsync(asset);
        await visit.SignInAsync();
        await visit.ShowsAsync(page.Locator("[data-testid=alarm-counts] .alarm-number:not(.is-none)").First);
        await JudgeAsync("fleet");

        await page.GotoAsync(link);
        await visit.ShowsAsync(page.Locator("alarm-detail h1", new() { HasText = "Overheating" }));
        var guide = page.GetByLabel("What to do");
        foreach (var words in new[] { "check cooling fan", "Blocked cooling", "destroyed", "probability of overheating above" })
            await visit.ShowsAsync(guide.GetByText(words));
        await visit.ShowsAsync(page.Locator("[data-testid=drill-chart][data-onset] canvas"));
        await JudgeAsync("alarm");

        await AcknowledgeAsync(visit, device, asset);
        await page.GotoAsync(link);
        await visit.ShowsAsync(page.Locator("[data-testid=alarm-state]", new() { HasTextRegex = Acknowledged }));
        await visit.ShowsAsync(page.GetByTestId("alarm-history").GetByText("acknowledged").First);

        await ShelveAsync(visit, asset, other);
        await JudgeAsync("shelved");
        await page.GotoAsync(link);

        await page.GetByRole(AriaRole.Link, new() { Name = "Raise work order" }).ClickAsync();
        await visit.ShowsAsync(page.GetByTestId("work-order-form"));
        (await page.InputValueAsync("[name=title]")).ShouldBe("Overheating");
        (await page.InputValueAsync("[name=failureMode]")).ShouldBe("overheating");
        await page.FillAsync("[name=title]", $"Exchange the cooling fan, {device}");
        await JudgeAsync("order-new");
        await page.ClickAsync("[data-testid=work-order-form] button.primary");
        await visit.ShowsAsync(page.GetByTestId("work-order-close"));
        await JudgeAsync("order");
        await page.GetByTestId("work-order").GetByRole(AriaRole.Link, new() { Name = "Overheating" }).ClickAsync();
        await page.GetByTestId("work-orders").GetByRole(AriaRole.Link, new() { Name = $"Exchange the cooling fan, {device}" }).ClickAsync();
        await visit.ShowsAsync(page.GetByTestId("work-order-close"));

        var before = await JudgedAsync();
        await page.SelectOptionAsync("[name=outcome]", "confirmed");
        await page.FillAsync("[name=component]", "cooling fan");
        // To the minute: one after the model began to serve, which else has not seen the failure.
        await page.WaitForFunctionAsync("from => Math.floor(Date.now() / 60000) * 60000 > from", failing.StartedUnixMillis);
        await page.FillAsync("[name=failed]", TimeProvider.System.GetUtcNow().ToString("yyyy-MM-ddTHH:mm"));
        await page.SelectOptionAsync("[name=repaired]", "true");
        await page.ClickAsync("[data-testid=work-order-close] button.primary");
        await visit.ShowsAsync(page.Locator("[data-testid=outcome]", new() { HasText = "overheating, cooling fan" }));
        await JudgeAsync("order-closed");

        await page.GotoAsync("/models");
        var figures = page.GetByTestId("alarm-precision").Locator("tbody tr");
        foreach (var row in new[] { "overheating", "overheating, version", "model " })
        {
            var figure = figures.Filter(new() { HasTextRegex = new Regex("^\\s*" + row) }).First;
            (await figure.Locator("[data-label=Judged]").InnerTextAsync()).ShouldBe($"{before + 1}", row);
            (await figure.Locator("[data-label=Precision]").InnerTextAsync()).ShouldStartWith("100", customMessage: row);
            (await figure.Locator("[data-label=Recall]").InnerTextAsync()).ShouldStartWith("100", customMessage: row);
            (await figure.Locator("[data-label='Median lead']").InnerTextAsync()).ShouldEndWith(" h", customMessage: row);
        }
        await JudgeAsync("models");
        visit.Errors.ShouldBeEmpty();

        async Task JudgeAsync(string name)
        {
            await visit.ShotAsync($"story-{device}-{name}");
            var wide = await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > document.documentElement.clientWidth");
            wide.ShouldBeFalse($"{name} is wider than the screen");
            var result = await page.RunAxe(new AxeRunOptions
            {
                RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
            });
            result.Passes.ShouldNotBeEmpty("axe judged nothing");
            result.Violations.Select(v => $"{name}: {v.Id}, {v.Help}: {v.Nodes[0].Html}").ShouldBeEmpty();
        }
    }

    // The message names the alarm and leads to its page.
    private async Task<string> MessageAsync(string asset)
    {
        var text = "";
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!limit.IsCancellationRequested)
        {
            text = string.Join("\n\n", failing.Mail.Taken.Select(m => m.TextBody));
            var link = Regex.Match(text, $"Open: (http\\S+{Regex.Escape(asset)}~{FailingDrills.Rule})\\s", RegexOptions.None,
                TimeSpan.FromSeconds(10));
            if (link.Success) return link.Groups[1].Value;
            await Task.Delay(100, CancellationToken.None);
        }
        throw new TimeoutException($"No message tells of {asset}: {text}");
    }

    // On a phone two taps: which alarm, and that it is acknowledged.
    private static async Task AcknowledgeAsync(Visit visit, string device, string asset)
    {
        var page = visit.Page;
        if (device == "desktop")
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "Acknowledge" }).ClickAsync();
            await visit.ShowsAsync(page.Locator("[data-testid=alarm-state]", new() { HasTextRegex = Acknowledged }));
            return;
        }
        await page.GotoAsync("/alarms?asset=" + asset);
        await visit.ShowsAsync(page.Locator("alarm-list[data-drawn]"));
        await Row(page, asset, FailingDrills.Rule).Locator("input[type=checkbox]").TapAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Acknowledge" }).TapAsync();
        await visit.ShowsAsync(Row(page, asset, FailingDrills.Rule, "acknowledged"));
    }

    private static async Task ShelveAsync(Visit visit, string asset, string rule)
    {
        var page = visit.Page;
        await page.GotoAsync("/alarms?asset=" + asset);
        await visit.ShowsAsync(page.Locator("alarm-list[data-drawn]"));
        await Row(page, asset, rule).Locator("input[type=checkbox]").CheckAsync();
        await page.ClickAsync("details[data-menu=shelve] summary");
        await page.FillAsync("[name=reason]", "follows from the cooling");
        await page.ClickAsync("button[value=shelve]");
        await visit.ShowsAsync(page.Locator("alarm-list[data-selected='0']")); // it has been sent
        await page.GotoAsync("/alarms?view=shelved&asset=" + asset);
        await visit.ShowsAsync(Row(page, asset, rule, "shelved"));
    }

    private static ILocator Row(IPage page, string asset, string rule, string? state = null) =>
        page.Locator($"[data-testid=alarm-row][data-id='{asset}~{rule}']{(state is null ? "" : $"[data-state={state}]")}");

    private async Task<int> JudgedAsync()
    {
        var figures = await failing.Product.Client.GetStringAsync("/api/v1/alarm-rules/precision");
        using var json = System.Text.Json.JsonDocument.Parse(figures);
        return json.RootElement.EnumerateArray().Where(f => f.GetProperty("rule").GetString() == FailingDrills.Rule)
            .Select(f => f.GetProperty("judged").GetInt32()).First();
    }
}
