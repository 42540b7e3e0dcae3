using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;

namespace Maintenance.EndToEnd.Tests;

/// <summary>A work order in a real browser, at a desk and on a phone: raised for a drill, begun, closed with a finding.</summary>
[Collection(Browsing.Collection)]
public sealed class WorkOrderStoryTests(Browsing browsing)
{
    [Theory]
    [InlineData("desktop")]
    [InlineData("phone")]
    public async Task An_operator_raises_begins_and_closes_an_order_and_the_drill_keeps_the_finding(string device)
    {
        await using var visit = await browsing.VisitAsync(device);
        var page = visit.Page;
        await visit.SignInAsync();
        var drill = (await page.Locator("[data-testid=fleet-row]").First.GetAttributeAsync("data-asset"))!;
        await page.GotoAsync($"/drills/{drill}");
        await page.GetByRole(AriaRole.Link, new() { Name = "Raise a work order" }).ClickAsync();
        await page.FillAsync("[name=title]", $"Grease the swivel, {device}");
        await page.SelectOptionAsync("[name=failureMode]", "bearing_wear");
        await page.SelectOptionAsync("[name=priority]", "high");
        await page.ClickAsync("[data-testid=work-order-form] summary");
        await page.Locator("[name=partName]").First.FillAsync("Grease");
        await page.Locator("[name=partCost]").First.FillAsync("12.5");
        await page.ClickAsync("[data-testid=work-order-form] button.primary");
        await page.GetByTestId("work-order-close").WaitForAsync();
        (await page.GetByTestId("work-order").InnerTextAsync()).ShouldContain("12.5");

        await page.GetByRole(AriaRole.Button, new() { Name = "Begin" }).ClickAsync();
        await page.Locator(".lede", new() { HasText = "in progress" }).WaitForAsync();
        await page.SelectOptionAsync("[name=outcome]", "confirmed");
        await page.FillAsync("[name=component]", $"swivel, {device}");
        await page.SelectOptionAsync("[name=severity]", "incipient");
        await page.SelectOptionAsync("[name=repaired]", "true");
        await page.ClickAsync("[data-testid=work-order-close] button.primary");
        await page.GetByTestId("outcome").WaitForAsync();
        (await page.GetByTestId("outcome").InnerTextAsync()).ShouldContain($"bearing wear, swivel, {device}, incipient");
        (await page.GetByTestId("work-order-close").CountAsync()).ShouldBe(0);

        var records = await browsing.Product.Client.GetFromJsonAsync<JsonElement>($"/api/v1/assets/{drill}/maintenance");
        records.EnumerateArray().Where(r => r.GetProperty("component").GetString() == $"swivel, {device}")
            .Select(r => r.GetProperty("kind").GetString()).ShouldBe(["inspected", "repaired"], ignoreOrder: true);
        var inside = await page.EvaluateAsync<bool>("() => document.querySelector('main').scrollWidth <= window.innerWidth");
        inside.ShouldBeTrue("nothing of the page is beside the screen");
        visit.Errors.ShouldBeEmpty();
    }
}
