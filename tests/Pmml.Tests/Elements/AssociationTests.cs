using static Maintenance.Pmml.Tests.Elements.Documents;

namespace Maintenance.Pmml.Tests.Elements;

public sealed class AssociationTests
{
    private const string Item = "<DataField name='item' optype='categorical' dataType='string'/>";

    [Theory]
    [InlineData("recommendation", "bit|mud", "bit -> mud", "0.9")]
    [InlineData("exclusiveRecommendation", "bit|mud", "{bit , mud} -> pipe", "0.7")]
    [InlineData("ruleAssociation", "bit|mud", "bit -> mud", "0.9")]
    [InlineData("exclusiveRecommendation", "bit", "bit -> mud", "0.9")]
    [InlineData("ruleAssociation", "bit", null, null)]
    [InlineData("recommendation", null, null, null)]
    public void The_best_rule_that_applies_is_given(string algorithm, string? items, string? rule, string? confidence)
    {
        var model = Load(Item, Model($"<OutputField name='rule' feature='rule' algorithm='{algorithm}' rank='1'/><OutputField name='conf' "
            + $"feature='confidence' algorithm='{algorithm}' rank='1'/>"));
        var row = Score(model, items is null ? null : PmmlModel.JoinCollection(items.Split('|')));
        row["rule"].ShouldBe(rule);
        row["conf"].ShouldBe(confidence);
    }

    [Fact]
    public void Rules_are_ranked_by_the_asked_measure()
    {
        var model = Load(Item, Model(
            "<OutputField name='id' feature='entityId' algorithm='recommendation' rankBasis='support' rank='1'/><OutputField name='what' "
                + "feature='ruleValue' ruleFeature='consequent' algorithm='recommendation' rankBasis='support' rankOrder='ascending' "
                + "rank='1'/>"));
        var row = Score(model, PmmlModel.JoinCollection(["bit", "mud"]));
        row["id"].ShouldBe("2");
        row["what"].ShouldBe("mud");
    }

    [Theory]
    [InlineData("A", "yes", "hot -> worn")]
    [InlineData("A", null, null)] // the rig's item is there, but no rule follows from it alone
    [InlineData("B", "yes", "hot -> worn")]
    [InlineData(null, null, null)]
    public void Items_may_be_the_categories_of_fields(string? rig, string? hot, string? rule)
    {
        var model = Load("<DataField name='rig' optype='categorical' dataType='string'/><DataField name='heat' optype='categorical' "
            + "dataType='string'/>",
            Model("<OutputField name='rule' feature='rule' algorithm='recommendation' rank='1'/>")
                .Replace("<MiningField name='item'/>", "<MiningField name='rig'/><MiningField name='heat'/>")
                .Replace("<Item id='1' value='bit'/><Item id='2' value='mud'/><Item id='3' value='pipe'/>",
                    "<Item id='1' value='hot' field='heat' category='yes'/><Item id='2' value='worn' field='heat' category='worn'/><Item "
                    + "id='3' value='A' field='rig'/>"));
        Score(model, rig, hot)["rule"].ShouldBe(rule);
    }

    private static string Model(string outputs) =>
        "<AssociationModel functionName='associationRules' numberOfTransactions='10' numberOfItems='3' minimumSupport='0.1' "
            + "minimumConfidence='0.1' numberOfItemsets='4' numberOfRules='2'>" +
        $"<MiningSchema><MiningField name='item'/></MiningSchema><Output>{outputs}</Output>" +
        "<Item id='1' value='bit'/><Item id='2' value='mud'/><Item id='3' value='pipe'/>" +
        "<Itemset id='b'><ItemRef itemRef='1'/></Itemset><Itemset id='m'><ItemRef itemRef='2'/></Itemset><Itemset id='p'><ItemRef "
            + "itemRef='3'/></Itemset><Itemset id='bm'><ItemRef itemRef='1'/><ItemRef itemRef='2'/></Itemset>" +
        "<AssociationRule support='0.2' confidence='0.9' antecedent='b' consequent='m'/><AssociationRule support='0.5' confidence='0.7' "
            + "antecedent='bm' consequent='p'/></AssociationModel>";
}
