using Maintenance.Pmml.DataDictionary;
using Maintenance.Pmml.Model;
using Maintenance.Pmml.Predicates;
using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.RuleSetModel;

/// <summary>RuleSetModel: rules in order, compound rules flattened into conjunctions with their enclosing predicates.</summary>
internal sealed class RuleSetModelElement : ModelElement
{
    public RuleSetModelElement(PmmlElement element) : base(element, "RuleSet")
    {
        var set = element.RequiredChild("RuleSet");
        set.AllowOnly("RuleSelectionMethod", "ScoreDistribution", "SimpleRule", "CompoundRule");
        var method = set.RequiredChild("RuleSelectionMethod").AllowOnly();
        foreach (var other in set.ChildrenNamed("RuleSelectionMethod").Skip(1)) other.LeaveOut(); // the first is the default
        _ = method.Required("criterion");
        Criterion = method.Word("criterion", RuleCriterion.FirstHit,
            ("firstHit", RuleCriterion.FirstHit), ("weightedSum", RuleCriterion.WeightedSum), ("weightedMax", RuleCriterion.WeightedMax));
        DefaultScore = set.Optional("defaultScore");
        DefaultConfidence = set.Number("defaultConfidence", double.NaN);
        Rules = [];
        LeaveOutCounts(set);
        ReadRules(set, []);
    }

    public RuleCriterion Criterion { get; }

    public string? DefaultScore { get; }

    public double DefaultConfidence { get; }

    public List<Rule> Rules { get; }

    public override ModelBody CompileBody(CompilationContext context) => new RuleSetCompiler(this, context).Compile();

    public override void AddCategories(Vocabulary labels)
    {
        foreach (var rule in Rules) labels.Add(rule.Score);
        if (DefaultScore is not null) labels.Add(DefaultScore);
    }

    // A rule's confidence decides, not the training records it applied to.
    private static void LeaveOutCounts(PmmlElement element)
    {
        foreach (var counts in element.ChildrenNamed("ScoreDistribution")) counts.LeaveOut();
    }

    private void ReadRules(PmmlElement parent, IReadOnlyList<Predicate> around)
    {
        foreach (var child in parent.Children)
        {
            if (child.Name is not ("SimpleRule" or "CompoundRule")) continue;
            IReadOnlyList<Predicate> guards = [.. around, Predicate.ReadOf(child)];
            if (child.Name == "CompoundRule")
            {
                child.AllowOnly([.. Predicate.ElementNames, "SimpleRule", "CompoundRule"]);
                ReadRules(child, guards);
                continue;
            }
            child.AllowOnly([.. Predicate.ElementNames, "ScoreDistribution"]);
            LeaveOutCounts(child);
            Rules.Add(new Rule(guards, child.Optional("id"), child.Required("score"), child.Number("weight", 1),
                child.Number("confidence", 1), child));
        }
    }

    /// <summary>A simple rule and its predicates, which must all hold.</summary>
    internal sealed record Rule(IReadOnlyList<Predicate> Guards, string? Id, string Score, double Weight, double Confidence,
        PmmlElement Element);
}
