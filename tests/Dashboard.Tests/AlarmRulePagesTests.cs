using System.Net;
using Maintenance.Core.Alarms;
using Maintenance.Core.Tables;

namespace Maintenance.Dashboard.Tests;

/// <summary>Reading and changing alarm rules on their pages.</summary>
public sealed class AlarmRulePagesTests : IAsyncLifetime
{
    private const string North = TwoRegionsFixture.North;
    private const string Page = "/alarms/rules/bearing_temperature_high";
    private readonly TwoRegionsFixture _fixture = new();
    private HttpClient _engineer = null!;

    public async Task InitializeAsync()
    {
        await _fixture.InitializeAsync();
        await _fixture.Host.CommitAsync(TableBatch.Of([.. AlarmRuleDefaults.Rows]));
        _engineer = await _fixture.Host.SignedInAsync("engineer", "*", "erik");
    }

    public async Task DisposeAsync()
    {
        _engineer.Dispose();
        await _fixture.DisposeAsync();
    }

    [Fact]
    public async Task Every_rule_is_listed_with_its_limits_in_words()
    {
        var html = await ReadAsync("/alarms/rules");
        foreach (var row in AlarmRuleDefaults.Rows) html.ShouldContain($"/alarms/rules/{row.Rule}\"");
        html.ShouldContain("bearing temperature above 105 °C");
        html.ShouldContain("grade above B");
        html.ShouldContain("probability of stick slip above 0.3");
        html.ShouldContain("standpipe pressure above 34,500,000 Pa");
    }

    [Fact]
    public async Task A_form_changes_what_was_entered_and_nothing_else()
    {
        var scope = $"{Page}?scope=asset:{North}";
        var html = await ReadAsync(scope);
        html.ShouldContain("from fleet");
        using var saved = await PostAsync(scope, html, ("levels.high.when.above", "90"), ("title", "Bearing temperature high"),
            ("act", "save"), ("note", "new bearing"));
        saved.StatusCode.ShouldBe(HttpStatusCode.Found, await saved.Content.ReadAsStringAsync());
        saved.Headers.Location!.ToString().ShouldContain("saved=2");
        html = await ReadAsync(scope);
        html.ShouldContain("bearing temperature above 90 °C");
        html.ShouldContain("{\n  \"levels\": {\n    \"high\": {\n      \"when\": {\n        \"above\": 90", Case.Sensitive);
        html.ShouldContain("first definition here");
        html.ShouldContain("new bearing");
        html.ShouldContain("Remove the definition at asset:" + North);
        (await ReadAsync("/alarms/rules?asset=" + North)).ShouldContain("bearing temperature above 90 °C");
        (await ReadAsync(Page)).ShouldContain("bearing temperature above 95 °C");

        using var again = await PostAsync(scope, html, ("levels.high.when.above", "91"), ("act", "save"));
        again.StatusCode.ShouldBe(HttpStatusCode.Found);
        (await ReadAsync(scope)).ShouldContain("<code>levels.high.when.above</code>: <del>90</del> → <ins>91</ins>");
    }

    [Fact]
    public async Task An_error_stands_beside_its_field_which_keeps_what_was_entered()
    {
        var html = await ReadAsync(Page);
        using var refused = await PostAsync(Page, html, ("levels.high.when.above", "9999"), ("act", "save"));
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        html = await refused.Content.ReadAsStringAsync();
        html.ShouldContain("value=\"9999\"");
        html.ShouldContain("<span class=\"wrong\">is 9999; expected a number from -60 to 400 degC.</span>");
        html.ShouldContain("aria-invalid=\"true\"");
    }

    [Fact]
    public async Task A_check_changes_nothing_and_a_definition_seen_before_anothers_change_is_a_conflict()
    {
        var html = await ReadAsync(Page);
        using var check = await PostAsync(Page, html, ("onDelaySeconds", "60"), ("act", "check"));
        (await check.Content.ReadAsStringAsync()).ShouldContain("would be accepted; nothing was changed");
        using var first = await PostAsync(Page, html, ("onDelaySeconds", "60"), ("act", "save"));
        first.StatusCode.ShouldBe(HttpStatusCode.Found);
        using var second = await PostAsync(Page, html, ("onDelaySeconds", "70"), ("act", "save"));
        second.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await second.Content.ReadAsStringAsync()).ShouldContain("has version 2 by now, made by erik");
    }

    [Fact]
    public async Task Viewers_read_and_cannot_post()
    {
        var html = await ReadAsync(Page);
        using var viewer = await _fixture.Host.SignedInAsync("viewer", "*", "vera");
        var seen = await viewer.GetStringAsync(Page);
        seen.ShouldContain("data-testid=\"rule-history\"");
        seen.ShouldNotContain("data-testid=\"rule-form\"");
        using var forged = await viewer.PostAsync(Page,
            SignIn.Form(html, ("_handler", "rule-fields"), ("act", "save"), ("latched", "true")));
        ((int)forged.StatusCode).ShouldBeGreaterThanOrEqualTo(400);
        (await ReadAsync(Page)).ShouldContain("version 1 at fleet");
    }

    [Fact]
    public async Task A_new_rule_is_written_as_JSON()
    {
        const string New = "/alarms/rules/new?name=mud_losses";
        var html = await ReadAsync(New);
        var definition = """
            { "title": "Losses",
              "levels": { "low": { "priority": "low", "when": { "signal": "mud_flow_out", "below": 0.01, "deadband": 0.002 } } },
              "cause": "c", "consequence": "d", "action": "e", "timeToRespondSeconds": 60 }
            """;
        using var saved = await _engineer.PostAsync(New, SignIn.Form(html, ("_handler", "rule-json"), ("act", "save"), ("seen", "0"),
            ("definition", definition)));
        saved.StatusCode.ShouldBe(HttpStatusCode.Found, await saved.Content.ReadAsStringAsync());
        (await ReadAsync("/alarms/rules")).ShouldContain("mud flow out below 0.01 m³/s");
    }

    private async Task<string> ReadAsync(string path) => WebUtility.HtmlDecode(await _engineer.GetStringAsync(path));

    private Task<HttpResponseMessage> PostAsync(string path, string page, params (string Name, string Value)[] fields)
    {
        var seen = page.Split("name=\"seen\" value=\"")[1].Split('"')[0];
        return _engineer.PostAsync(path, SignIn.Form(page, [("_handler", "rule-fields"), ("seen", seen), .. fields]));
    }
}
