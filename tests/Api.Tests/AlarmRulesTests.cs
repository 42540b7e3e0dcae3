using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Maintenance.Api.Alarms;
using Maintenance.Api.Alarms.Rules;
using Maintenance.Core.Alarms;
using Maintenance.Core.Assets;
using Maintenance.Core.Ports;
using Microsoft.Extensions.DependencyInjection;

namespace Maintenance.Api.Tests;

/// <summary>Reading and changing alarm rules by REST.</summary>
public sealed class AlarmRulesTests : IAsyncLifetime
{
    private const string North = TwoRegionsFixture.North;
    private const string Path = "/api/v1/alarm-rules/hot";

    private static readonly object Hot = new
    {
        title = "Hot",
        levels = new { high = new { priority = "low", when = new { signal = "motor_temperature", above = 100, deadband = 2 } } },
        cause = "c",
        consequence = "d",
        action = "e",
        timeToRespondSeconds = 900,
    };

    private readonly TwoRegionsFixture _fixture = new();
    private HttpClient _program = null!;

    public async Task InitializeAsync()
    {
        await _fixture.InitializeAsync();
        _program = _fixture.Host.Program();
    }

    public async Task DisposeAsync()
    {
        _program.Dispose();
        await _fixture.DisposeAsync();
    }

    [Fact]
    public async Task A_change_judges_at_once_and_is_an_action_in_the_chain_of_its_own_transaction()
    {
        (await PutAsync(_program, "fleet", Hot, note: "asked for by the crew")).GetProperty("version").GetInt32().ShouldBe(1);
        (await PutAsync(_program, "asset:" + North, Limit(90))).GetProperty("version").GetInt32().ShouldBe(2);
        var rules = _fixture.Host.Services.GetRequiredService<AlarmRules>().Current;
        _fixture.Host.Registry.TryGet(North, out var drill).ShouldBeTrue();
        var period = rules.For(drill)[^1];
        (period.Rule.Version, ((AlarmCondition.Compare)period.Rule.Levels[0].When).Limit, period.UntilUnixMicros)
            .ShouldBe((2, 90, long.MaxValue));

        var effective = await _program.GetFromJsonAsync<JsonElement>($"/api/v1/assets/{North}/alarm-rules");
        var sources = effective.EnumerateArray().ShouldHaveSingleItem().GetProperty("sources");
        sources.GetProperty("levels.high.when.above").GetString().ShouldBe("asset:" + North);
        sources.GetProperty("title").GetString().ShouldBe("fleet");

        var chain = await _fixture.Host.Store.QueryAsync(new StoreQuery(
            "SELECT sequence, actor, action, asset, rule, text, detail FROM operator_action ORDER BY sequence"), default);
        chain.Rows.Count.ShouldBe(2);
        chain.Rows[0].ShouldBe([1L, "api", "rule_change", null, "hot", "asked for by the crew",
            """{"scope":"fleet","version":1,"removed":false}"""]);
        chain.Rows[1][3].ShouldBe(North);
    }

    [Fact]
    public async Task The_same_definition_again_is_no_version_and_no_action()
    {
        await PutAsync(_program, "fleet", Hot);
        (await PutAsync(_program, "fleet", Hot)).GetProperty("version").GetInt32().ShouldBe(1);
        (await _fixture.Host.Store.QueryAsync(new StoreQuery("SELECT count(*) AS n FROM operator_action"), default))
            .Read(r => r.Whole("n"))[0].ShouldBe(1);
    }

    [Fact]
    public async Task Of_authors_at_once_who_saw_the_same_version_one_wins_and_the_others_are_told()
    {
        await PutAsync(_program, "fleet", Hot);
        var rules = _fixture.Host.Services.GetRequiredService<IAlarmRuleAdministration>();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(async i =>
        {
            try
            {
                var change = new AlarmRuleChange("hot", "asset:" + North, JsonSerializer.Serialize(Limit(80 + i)), null, Version: 1);
                return (await rules.ChangeAsync(change, new AlarmActor($"a{i}", RegionScope.All), default)).Author;
            }
            catch (AlarmRuleException refused) when (refused.IsConflict)
            {
                return refused.Message;
            }
        }));
        var winner = outcomes.Where(o => o.Length == 2).ShouldHaveSingleItem();
        outcomes.Where(o => o.Length > 2).ShouldAllBe(o => o.Contains($"version 2 by now, made by {winner}"));
        using var late = await _program.PutAsJsonAsync(Path, new { definition = Hot, version = 1 });
        late.StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task What_is_wrong_is_told_by_field_and_changes_nothing()
    {
        using var refused = await _program.PutAsJsonAsync(Path, new { definition = new { title = "Hot", levels = 3 } });
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = await refused.Content.ReadFromJsonAsync<JsonElement>();
        var errors = problem.GetProperty("errors").EnumerateObject().Select(e => e.Name).ToList();
        errors.ShouldBe(["levels", "cause", "consequence", "action", "timeToRespondSeconds"], ignoreOrder: true);
        problem.GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain("levels: is 3; expected an object");
        (await _program.GetAsync(Path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_check_changes_nothing()
    {
        using var good = await _program.PutAsJsonAsync(Path + "?check=true", new { definition = Hot });
        good.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        using var bad = await _program.PutAsJsonAsync(Path + "?check=true", new { scope = "asset:nobody", definition = Hot });
        bad.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await bad.Content.ReadAsStringAsync()).ShouldContain("no registered drill is at asset:nobody; there are asset:");
        (await _program.GetFromJsonAsync<JsonElement>("/api/v1/alarm-rules")).GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task An_engineer_changes_only_what_lies_in_their_regions()
    {
        await PutAsync(_program, "fleet", Hot);
        await PutAsync(_program, "asset:" + TwoRegionsFixture.South, Limit(70));
        using var northerner = await _fixture.Host.SignedInAsync("engineer", "north-sea", "nora");
        await PutAsync(northerner, "region:north-sea", Limit(90));
        foreach (var scope in (string[])["fleet", "region:santos", "asset:" + TwoRegionsFixture.South])
        {
            using var refused = await northerner.PutAsJsonAsync(Path, new { scope, definition = Hot });
            refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden, scope);
        }
        (await northerner.GetFromJsonAsync<JsonElement>(Path)).EnumerateArray().Select(v => v.GetProperty("scope").GetString())
            .ShouldBe(["region:north-sea", "fleet"]);
        using var viewer = await _fixture.Host.SignedInAsync("viewer", "*", "vera");
        (await viewer.PutAsJsonAsync(Path, new { definition = Hot })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Removing_ends_a_definition_and_its_history_stays()
    {
        await PutAsync(_program, "fleet", Hot);
        await PutAsync(_program, "region:north-sea", Limit(90));
        using var early = await _program.DeleteAsync(Path + "?scope=fleet");
        early.StatusCode.ShouldBe(HttpStatusCode.BadRequest, "the region's definition changes what would be gone");
        using var removed = await _program.DeleteAsync(Path + "?scope=region:north-sea&note=wrong");
        removed.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var again = await _program.DeleteAsync(Path + "?scope=region:north-sea");
        again.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await _program.GetFromJsonAsync<JsonElement>("/api/v1/alarm-rules")).GetArrayLength().ShouldBe(1);
        (await _program.GetFromJsonAsync<JsonElement>(Path))[0].GetProperty("definition").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    private static object Limit(int limit) => new { levels = new { high = new { when = new { above = limit } } } };

    private static async Task<JsonElement> PutAsync(HttpClient client, string scope, object definition, string? note = null)
    {
        using var answer = await client.PutAsJsonAsync(Path, new { scope, definition, note });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
