using Maintenance.Pmml.DataDictionary;
using Maintenance.Pmml.Expressions;
using Maintenance.Pmml.Frames;
using Maintenance.Pmml.Model;

namespace Maintenance.Pmml.AssociationModel;

/// <summary>
/// AssociationModel: it has no value of its own; each output selects one of the ranked rules. Works on text, so it allocates.
/// </summary>
/// <param name="result">Result slots.</param>
/// <param name="rules">Rules in document order.</param>
/// <param name="items">Field that holds a collection of items; null where every item has its own field.</param>
/// <param name="placed">Items that are present where a field has a value.</param>
internal sealed class CompiledAssociation(ResultSlots result, IReadOnlyList<AssociationRule> rules, Field? items,
    (int Slot, double Value, string Item)[] placed) : ModelBody(result)
{
    private static readonly string[] Measures = ["support", "confidence", "lift", "leverage", "affinity"];

    public override void Evaluate(Span<double> frame) => Result.SetMissing(frame);

    public override bool MakesAllOutputs => true;

    public override CompiledExpression CompileOutput(OutputField output)
    {
        var element = output.Element;
        var feature = output.Feature is "ruleValue" ? element.Optional("ruleFeature") ?? "consequent" : output.Feature;
        var basis = element.Word("rankBasis", "confidence", [.. Measures.Select(m => (m, m))]);
        var rises = element.Word("rankOrder", false, ("descending", false), ("ascending", true));
        var algorithm = element.Word("algorithm", "exclusiveRecommendation",
            ("recommendation", "recommendation"), ("exclusiveRecommendation", "exclusiveRecommendation"),
                ("ruleAssociation", "ruleAssociation"));
        if (output.Rank < 1) throw element.Refuse("rank must be 1 or more.");
        var ranked = rules.OrderBy(r => (rises ? 1 : -1) * r.Measure(basis)).ToArray(); // stable: ties stay in document order
        if (Array.IndexOf(Measures, feature) >= 0)
            return new RuleExpression(this, ranked, algorithm, output.Rank, [.. ranked.Select(r => r.Measure(feature!))], null);
        Func<AssociationRule, string> text = feature switch
        {
            "rule" => r => r.RuleText,
            "antecedent" => r => r.AntecedentText,
            "consequent" => r => r.ConsequentText,
            "entityId" or "ruleId" => r => r.Id,
            _ => throw element.Refuse($"'{feature}' is not a feature of a rule."),
        };
        var texts = new Vocabulary(FieldDataType.String);
        return new RuleExpression(this, ranked, algorithm, output.Rank, [.. ranked.Select(r => (double)texts.Add(text(r)))], texts);
    }

    // Null: the transaction is missing.
    private HashSet<string>? ReadItems(ReadOnlySpan<double> frame)
    {
        var found = items is not null && RowTexts.TextOf(frame[items.Slot], items.Categories!) is { } text
            ? [.. text.Split(RowTexts.ItemSeparator)] : (HashSet<string>?)null;
        foreach (var (slot, value, item) in placed)
        {
            if (double.IsNaN(frame[slot])) continue;
            found ??= [];
            if (frame[slot] == value) found.Add(item);
        }
        return found;
    }

    private static bool Applies(AssociationRule rule, HashSet<string> items, string algorithm) =>
        items.IsSupersetOf(rule.Antecedent) && algorithm switch
        {
            "recommendation" => true,
            "exclusiveRecommendation" => !items.IsSupersetOf(rule.Consequent),
            _ => items.IsSupersetOf(rule.Consequent),
        };

    private sealed class RuleExpression(CompiledAssociation model, AssociationRule[] ranked, string algorithm, int rank, double[] values,
        Vocabulary? texts)
        : CompiledExpression(texts is null ? FieldDataType.Double : FieldDataType.String, texts)
    {
        public override double Evaluate(Span<double> frame)
        {
            if (model.ReadItems(frame) is not { } items) return double.NaN;
            var left = rank;
            for (var i = 0; i < ranked.Length; i++)
                if (Applies(ranked[i], items, algorithm) && --left == 0) return values[i];
            return double.NaN;
        }
    }
}
