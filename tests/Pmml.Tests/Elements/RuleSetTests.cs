using static Maintenance.Pmml.Tests.Elements.Documents;

namespace Maintenance.Pmml.Tests.Elements;

public sealed class RuleSetTests
{
    // Rules: x < 5 → 1.5 (weight 0.6), x < 3 → 4 (weight 0.5), y > 0 → 4.0 (weight 0.4, no id).
    [Theory]
    [InlineData("firstHit", "1", "1", "1.5", "r1")]
    [InlineData("weightedMax", "1", "1", "1.5", "r1")]
    [InlineData("weightedSum", "1", "1", "4", null)] // 0.5 + 0.4 against 0.6
    [InlineData("weightedSum", "4", "1", "1.5", null)] // 0.6 against 0.4
    [InlineData("firstHit", "9", "1", "4", "3")]
    [InlineData("firstHit", "9", "-1", "7", null)]
    public void The_rules_of_a_regression_compete_with_their_numbers(string criterion, string x, string y, string expected, string? rule)
    {
        var row = Score(Load(Numbers, Rules("regression", criterion)), x, y);
        (row["t"], row["rule"]).ShouldBe((expected, rule));
    }

    [Fact]
    public void A_score_that_is_no_number_is_refused() =>
        Should.Throw<PmmlException>(() =>
            Load(Numbers, Rules("regression", "firstHit").Replace("'1.5'", "'high'"))).Element.ShouldBe("SimpleRule");

    [Fact]
    public void A_classification_names_the_rule_that_decided()
    {
        var model = Load(Numbers, Rules("classification", "firstHit")
            .Replace("name='t' optype='continuous' dataType='double'", "name='t' optype='categorical' dataType='string'"));
        Score(model, "9", "1")["rule"].ShouldBe("3");
        Score(model, "1", "1")["rule"].ShouldBe("r1");
    }

    private static string Rules(string function, string criterion) =>
        $"<RuleSetModel functionName='{function}'><MiningSchema><MiningField name='t' usageType='target'/><MiningField "
            + "name='x'/><MiningField name='y'/></MiningSchema>" +
        "<Output><OutputField name='rule' feature='entityId'/></Output><RuleSet defaultScore='7'><RuleSelectionMethod "
            + $"criterion='{criterion}'/>" +
        "<SimpleRule id='r1' score='1.5' weight='0.6'><SimplePredicate field='x' operator='lessThan' value='5'/></SimpleRule>" +
        "<SimpleRule id='r2' score='4' weight='0.5'><SimplePredicate field='x' operator='lessThan' value='3'/></SimpleRule>" +
        "<SimpleRule score='4.0' weight='0.4'><SimplePredicate field='y' operator='greaterThan' "
            + "value='0'/></SimpleRule></RuleSet></RuleSetModel>";
}
