using Maintenance.Api.Alarms;
using Maintenance.Core.Alarms;
using Maintenance.Core.Ports;
using Maintenance.Tests.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Maintenance.EndToEnd.Tests.Alarms;

/// <summary>A phone that loses its connection: what was last known and how old it is, and an acknowledgement that arrives once.</summary>
public sealed class OfflineTests : IAsyncLifetime
{
    private readonly AlarmStage _stage = new();

    public Task InitializeAsync() => _stage.InitializeAsync();

    public Task DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Without_a_connection_the_last_state_is_shown_with_its_age_and_the_newest_once_there_is_one()
    {
        var first = Stand("first");
        await using var line = new Line(_stage.Host.Url);
        await using var visit = await OpenAlarmsAsync(line);
        var page = visit.Page;
        line.Cut();
        await page.ReloadAsync();
        await page.Locator("[data-kept]").WaitForAsync();
        (await page.Locator("[data-kept]").InnerTextAsync()).ShouldMatch("^No connection. This is what was known [0-9]+ (s|min) ago.$");
        await page.Locator($"tr[data-id='{first.Id}']").WaitForAsync();
        await visit.ShotAsync("alarms-offline-phone");

        await page.GotoAsync("/work-orders");
        await page.GetByText("this page was not opened before on this device").WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "/alarms", Exact = true }).ClickAsync();
        await page.Locator("[data-kept]").WaitForAsync();

        var second = Stand("second");
        line.Mend();
        await page.Locator($"tr[data-id='{second.Id}']").WaitForAsync();
        await page.Locator("[data-kept]").WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }

    [Fact]
    public async Task An_acknowledgement_given_without_a_connection_survives_a_reload_and_arrives_once()
    {
        var alarm = Stand("bearing");
        await using var line = new Line(_stage.Host.Url);
        await using var visit = await OpenAlarmsAsync(line);
        var page = visit.Page;
        line.Cut();
        await page.Locator($"tr[data-id='{alarm.Id}'] input[type=checkbox]").CheckAsync();
        await page.Locator("button[value=acknowledge]").ClickAsync();
        await page.GetByTestId("out-box").GetByText("1 acknowledgement waits for the connection").WaitForAsync();
        await page.ReloadAsync();
        await page.GetByTestId("out-box").GetByText("1 acknowledgement waits for the connection").WaitForAsync();
        await visit.ShotAsync("alarms-waiting-phone");
        Book.Find(alarm.Id)!.State.ShouldBe(AlarmState.Unacknowledged);

        line.Mend();
        await page.GetByTestId("out-box").GetByText("Sent now: 1 acknowledged").WaitForAsync();
        await page.ReloadAsync();
        await page.Locator("alarm-list[data-drawn]").WaitForAsync();
        Book.Find(alarm.Id)!.State.ShouldBe(AlarmState.Acknowledged);
        var audit = await _stage.Host.Store.QueryAsync(
            new StoreQuery("SELECT count(*) AS n FROM operator_action WHERE action = 'acknowledge'"), default);
        audit.Rows.ShouldHaveSingleItem()[0].ShouldBe(1L);
    }

    [Fact]
    public async Task What_somebody_has_opened_is_not_kept_for_whoever_signs_in_next()
    {
        var alarm = Stand("secret");
        await using var line = new Line(_stage.Host.Url);
        await using var visit = await OpenAlarmsAsync(line);
        var page = visit.Page;
        await page.Locator($"tr[data-id='{alarm.Id}']").WaitForAsync();
        await page.Locator("summary").Filter(new() { HasText = "User and display" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.WaitForURLAsync("**/sign-in**");
        await page.WaitForFunctionAsync("async () => !(await caches.has('pages'))");
        line.Cut();
        await page.GotoAsync("/alarms");
        await page.GetByText("this page was not opened before on this device").WaitForAsync();
    }

    private AlarmBook Book => _stage.Host.Services.GetRequiredService<AlarmBook>();

    private Alarm Stand(string rule)
    {
        var alarm = AlarmRows.Of(AlarmStage.DrillOf(0), AlarmRows.Rule(rule, rule), AlarmPriority.High);
        _stage.Put([alarm]);
        return alarm;
    }

    // Twice: the worker is there from the first, and keeps pages from the second.
    private async Task<Visit> OpenAlarmsAsync(Line line)
    {
        var visit = await _stage.VisitAsync("phone", url: line.Url);
        await visit.Page.EvaluateAsync("() => navigator.serviceWorker.ready.then(() => undefined)");
        await visit.Page.WaitForFunctionAsync("() => navigator.serviceWorker.controller !== null");
        await visit.Page.GotoAsync("/alarms");
        await visit.Page.Locator("alarm-list[data-drawn]").WaitForAsync();
        await visit.Page.WaitForFunctionAsync("async () => !!(await (await caches.open('pages')).match('/alarms'))");
        return visit;
    }
}
