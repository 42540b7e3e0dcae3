using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Maintenance.Core.Alarms;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Maintenance.Dashboard.Tests;

/// <summary>Numbers of open alarms on Fleet, by drill and region, and the drill's list, while alarms are silenced.</summary>
public sealed class AlarmNumbersTests : IAsyncLifetime
{
    private const string North = TwoRegionsFixture.North;
    private readonly TwoRegionsFixture _fixture = new();
    private HttpClient _program = null!;
    private long _offset;

    public async Task InitializeAsync()
    {
        await _fixture.InitializeAsync();
        _program = _fixture.Host.Program();
        _fixture.Host.Services.GetRequiredService<AlarmRules>().Use(AlarmRuleSet.Of(
            AlarmRows.Rule("parent", "Parent"), AlarmRows.Rule("child", "Child") with { MaskedBy = "parent" },
            AlarmRows.Rule("other", "Other"), AlarmRows.Rule("third", "Third")));
    }

    public async Task DisposeAsync()
    {
        _program.Dispose();
        await _fixture.DisposeAsync();
    }

    [Fact]
    public async Task Numbers_leave_out_what_is_shelved_out_of_service_or_masked_and_the_drill_lists_it_all_the_same()
    {
        Publish("child", "other", "third");
        await ShowAsync(3);
        Publish("parent");
        await ShowAsync(3, "masked by its parent: one came, one is silent");
        await ActAsync("other", "shelve", new { reason = "known", until = "2100-01-01T00:00:00Z" }, expected: 400);
        await ActAsync("other", "shelve", new { reason = "known", until = TimeProvider.System.GetUtcNow().AddHours(1) });
        await ShowAsync(2, "shelved");
        await ActAsync("third", "out-of-service", new { reason = "exchange" });
        await ShowAsync(1, "out of service");
        var drill = await _program.GetStringAsync("/drills/" + North);
        foreach (var rule in new[] { "parent", "child", "other", "third" }) drill.ShouldContain($"data-id=\"{North}~{rule}\"");
        await ActAsync("other", "unshelve", new { });
        await ActAsync("third", "in-service", new { });
        await ShowAsync(3, "what stands is open again");
    }

    private async Task ShowAsync(int open, string? why = null)
    {
        var fleet = await _program.GetStringAsync("/");
        OpenIn(fleet, $"data-asset=\"{North}\"").ShouldBe(open, why);
        OpenIn(fleet, "data-alarm-region=\"north-sea\"").ShouldBe(open, why);
        OpenIn(fleet, "data-alarm-region=\"santos\"").ShouldBe(0, why);
        var assets = await _program.GetFromJsonAsync<JsonElement>("/api/v1/assets");
        assets.EnumerateArray().Single(a => a.GetProperty("asset").GetString() == North).GetProperty("openAlarms").GetInt32()
            .ShouldBe(open, why);
    }

    // The first numbers after the mark: high, medium, low.
    private static int OpenIn(string html, string mark)
    {
        var start = html.IndexOf(mark, StringComparison.Ordinal);
        start.ShouldBeGreaterThan(0, mark);
        return Regex.Matches(html[start..], "data-value=\"number\">(?<open>\\d+)<", RegexOptions.ExplicitCapture,
            TimeSpan.FromSeconds(10)).Take(3).Sum(m => int.Parse(m.Groups["open"].Value));
    }

    private async Task ActAsync(string rule, string action, object body, int expected = 200)
    {
        using var answer = await _program.PostAsJsonAsync($"/api/v1/alarms/{North}~{rule}/{action}", body);
        ((int)answer.StatusCode).ShouldBe(expected, await answer.Content.ReadAsStringAsync());
    }

    private void Publish(params string[] rules) => _fixture.Host.Feed.PublishAlarms([.. rules.Select(rule => new AlarmEventRow
    {
        Asset = North, Rule = rule, Level = "high", EventTimeUnixMicros = UnixMicros.Of(Rows.Noon),
        KnownAtUnixMicros = UnixMicros.Now(TimeProvider.System), LogPartition = 0, LogOffset = ++_offset, RuleVersion = 1, Priority = 2,
        RaisedUnixMicros = UnixMicros.Of(Rows.Noon), ReturnedUnixMicros = UnixMicros.None, Value = 97, Limit = 95, Withdrawn = false,
        Because = "hot",
    })]);
}
