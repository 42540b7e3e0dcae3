using Maintenance.Core.Alarms;
using Maintenance.Core.Assets;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;

namespace Maintenance.Core.Tests.Alarms;

public sealed class AlarmRuleSetTests
{
    private const string Hot = """
        { "title": "Hot",
          "levels": { "high": { "priority": "low", "when": { "signal": "motor_temperature", "above": 100, "deadband": 2 } } },
          "cause": "c", "consequence": "d", "action": "e", "timeToRespondSeconds": 900 }
        """;

    private static readonly Asset Near = Drill("D1", "north", "grane", "rig1");
    private static readonly Asset Sister = Drill("D2", "north", "grane", "rig2");
    private static readonly Asset Namesake = Drill("D3", "south", "grane", "rig1");

    [Fact]
    public void The_nearer_definition_wins_field_by_field()
    {
        var rules = AlarmRuleSet.Of(
        [
            Row("hot", "fleet", 1, null, Hot), Row("hot", "region:north", 2, null, Limit(90)),
            Row("hot", "rig:north/grane/rig1", 3, null, Limit(80)), Row("hot", "asset:D1", 4, null, """{ "onDelaySeconds": 60 }"""),
        ]);
        var near = rules.For(Near).ShouldHaveSingleItem().Rule;
        (LimitOf(near), near.OnDelay, near.Version).ShouldBe((80, TimeSpan.FromMinutes(1), 4));
        ((Asset?[])[Sister, Namesake, null]).Select(a => LimitOf(rules.For(a)[0].Rule)).ShouldBe([90, 100, 100]);
        var merged = rules.At(Near, "hot", 0).ShouldNotBeNull();
        merged.Sources["levels.high.when.above"].ToString().ShouldBe("rig:north/grane/rig1");
        merged.Sources["levels.high.when"].ShouldBe(AlarmScope.Fleet);
        merged.Sources["onDelaySeconds"].ToString().ShouldBe("asset:D1");
    }

    [Fact]
    public void Rig_type_and_class_lie_between_fleet_and_region()
    {
        string[] scopes = ["fleet", "class:top-drive", "rig-type:jack-up", "region:north", "site:north/grane", "rig:north/grane/rig1",
            "asset:D1"];
        var typed = Near with { RigType = "jack-up", AssetClass = "top-drive" };
        AlarmScope.Of(typed).Select(s => s.ToString()).ShouldBe(scopes);
        // Whatever the order of the versions, of two places the nearer one has the last word.
        for (var last = 1; last < scopes.Length; last++)
        {
            AlarmRuleRow[] rows = [Row("hot", "fleet", 1, null, Hot),
                .. Enumerable.Range(1, last).Select(i => Row("hot", scopes[i], 10 - i, null, Limit(100 - i)))];
            LimitOf(AlarmRuleSet.Of(rows).For(typed)[0].Rule).ShouldBe(100 - last);
        }
    }

    [Fact]
    public void A_rule_of_a_class_judges_the_machines_of_that_class_only()
    {
        var rules = AlarmRuleSet.Of(
        [
            Row("hot", "fleet", 1, null, Hot), Row("hot", "class:top-drive", 2, null, Limit(90)),
            Row("hot", "rig-type:jack-up", 3, null, """{ "action": "Call the barge." }"""),
        ]);
        var both = rules.For(Sister with { AssetClass = "top-drive", RigType = "jack-up" })[0].Rule;
        (LimitOf(both), both.Action, both.Consequence).ShouldBe((90, "Call the barge.", "d"));
        var other = rules.For(Sister with { AssetClass = "mud-pump", RigType = "jack-up" })[0].Rule;
        (LimitOf(other), other.Action).ShouldBe((100, "Call the barge."));
        (LimitOf(rules.For(Sister)[0].Rule), rules.For(Sister)[0].Rule.Action).ShouldBe((100, "e"));
        rules.At(Sister with { AssetClass = "top-drive" }, "hot", 0)!.Sources["levels.high.when.above"].ToString()
            .ShouldBe("class:top-drive");
    }

    [Fact]
    public void A_change_of_a_class_is_checked_where_it_meets_other_places()
    {
        var rules = AlarmRuleSet.Of([Row("hot", "fleet", 1, null, Hot), Row("hot", "region:north", 2, null, Limit(-40))]);
        // Allowed beside the fleet's limit; with that of the north the signal could not come back.
        var change = AlarmRuleDefinition.Of(Row("hot", "class:top-drive", 3, 0,
            """{ "levels": { "high": { "when": { "deadband": 30 } } } }"""));
        AlarmRuleCheck.Of(rules, change, [Near, Namesake with { AssetClass = "top-drive" }]).ShouldBeEmpty();
        string.Join(' ', AlarmRuleCheck.Of(rules, change, [Near with { AssetClass = "top-drive" }])).ShouldContain("(for D1)");
    }

    [Fact]
    public void Each_version_judges_from_its_effective_time_on()
    {
        var rules = AlarmRuleSet.Of(
        [
            Row("hot", "asset:D1", 3, 300, Limit(80)), Row("hot", "fleet", 1, null, Hot),
            Row("hot", "fleet", 2, 200, Hot.Replace("100", "90")),
            Row("hot", "asset:D1", 4, 400, null), Row("hot", "fleet", 5, 500, null), Row("hot", "fleet", 6, 600, Hot),
        ]);
        rules.For(Near).Select(p => (LimitOf(p.Rule), p.Rule.Version, p.FromUnixMicros, p.UntilUnixMicros)).ShouldBe(
        [
            (100, 1, long.MinValue, 200), (90, 2, 200, 300), (80, 3, 300, 400), (90, 4, 400, 500), (100, 6, 600, long.MaxValue),
        ]);
        rules.For(Sister).Select(p => p.Rule.Version).ShouldBe([1, 2, 6]);
        rules.At(Near, "hot", 550).ShouldBeNull();
    }

    [Fact]
    public void Assets_at_places_without_definitions_of_their_own_share_one_list()
    {
        var rules = AlarmRuleSet.Of([Row("hot", "fleet", 1, null, Hot), Row("hot", "asset:D1", 2, null, Limit(80))]);
        rules.For(Sister).ShouldBeSameAs(rules.For(Namesake));
        rules.For(Sister).ShouldBeSameAs(rules.For(null));
        rules.For(Near).ShouldNotBeSameAs(rules.For(Sister));
    }

    [Fact]
    public void A_row_that_cannot_be_read_is_told_and_leaves_what_was_before()
    {
        var rules = AlarmRuleSet.Of(
        [
            Row("hot", "fleet", 1, null, Hot), Row("hot", "fleet", 2, 10, "{"), Row("hot", "planet:earth", 3, 20, "{}"),
            Row("hot", "fleet", 4, 30, """{ "title": "No levels" }"""),
        ]);
        rules.Problems.Count.ShouldBe(2);
        rules.Problems[1].ShouldContain("planet:earth");
        rules.For(Near).ShouldHaveSingleItem().UntilUnixMicros.ShouldBe(long.MaxValue);
    }

    [Theory]
    [InlineData("rig:north/grane/rig1", 450, "for D1")]
    [InlineData("fleet", 450, "-60 to 400")]
    public void A_change_is_checked_at_every_place_where_it_applies(string scope, int limit, string says)
    {
        var rules = AlarmRuleSet.Of([Row("hot", "fleet", 1, null, Hot), Row("hot", "asset:D1", 2, null, """{ "latched": true }""")]);
        var change = AlarmRuleDefinition.Of(Row("hot", scope, 3, 0, scope == "fleet" ? Hot.Replace("100", $"{limit}") : Limit(limit)));
        string.Join(' ', AlarmRuleCheck.Of(rules, change, [Sister, Near])).ShouldContain(scope == "fleet" ? says : "-60 to 400");
    }

    [Fact]
    public void Removing_what_a_nearer_definition_changes_is_refused_and_names_where()
    {
        var rules = AlarmRuleSet.Of([Row("hot", "fleet", 1, null, Hot), Row("hot", "asset:D1", 2, null, Limit(80))]);
        var errors = AlarmRuleCheck.Of(rules, AlarmRuleDefinition.Of(Row("hot", "fleet", 3, 0, null)), [Near, Sister]);
        string.Join(' ', errors).ShouldContain("(for D1)");
        AlarmRuleCheck.Of(rules, AlarmRuleDefinition.Of(Row("hot", "asset:D1", 3, 0, null)), [Near, Sister]).ShouldBeEmpty();
    }

    [Fact]
    public void Masks_go_to_rules_that_exist_and_never_in_a_circle()
    {
        var rules = AlarmRuleSet.Of(
        [
            Row("a", "fleet", 1, null, Hot), Row("b", "fleet", 1, null, Masked("a")), Row("c", "fleet", 1, null, Masked("b")),
        ]);
        Check("a", Masked("c")).ShouldContain("a is masked by c is masked by b is masked by a");
        Check("a", Masked("d")).ShouldContain("'d' is not a rule; there are a, b, c");
        Check("d", Masked("c")).ShouldBeEmpty();

        string Check(string rule, string json) =>
            string.Join(' ', AlarmRuleCheck.Of(rules, AlarmRuleDefinition.Of(Row(rule, "fleet", 2, 0, json)), [Near]));
    }

    [Theory]
    [InlineData("fleet", true)]
    [InlineData("region:north-sea", true)]
    [InlineData("rig:a/b/c", true)]
    [InlineData("class:top-drive", true)]
    [InlineData("rig-type:jack-up", true)]
    [InlineData("rig-type:a/b", false)]
    [InlineData("rig:c", false)]
    [InlineData("site:a/b/c", false)]
    [InlineData("asset:", false)]
    [InlineData("fleet:", false)]
    [InlineData("asset:a b", false)]
    [InlineData(null, false)]
    public void Scopes_are_read_as_they_are_written(string? text, bool isScope)
    {
        AlarmScope.TryParse(text, out var scope).ShouldBe(isScope);
        if (isScope) scope.ToString().ShouldBe(text);
    }

    private static string Masked(string by) => Hot.Replace("\"cause\"", $"\"maskedBy\": \"{by}\", \"cause\"");

    private static string Limit(int limit) => $$$"""{ "levels": { "high": { "when": { "above": {{{limit}}} } } } }""";

    private static double LimitOf(AlarmRule rule) => ((AlarmCondition.Compare)rule.Levels[0].When).Limit;

    private static Asset Drill(string id, string region, string site, string rig) =>
        new(AssetId.Parse(id), region, site, rig, double.NaN, double.NaN, double.NaN);

    private static AlarmRuleRow Row(string rule, string scope, int version, long? effective, string? definition) => new()
    {
        Rule = rule,
        Scope = scope,
        Version = version,
        EffectiveUnixMicros = effective ?? UnixMicros.None,
        Definition = definition,
        Author = "test",
        Note = null,
    };
}
