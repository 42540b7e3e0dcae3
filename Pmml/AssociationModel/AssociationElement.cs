using Maintenance.Pmml.Model;
using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.AssociationModel;

/// <summary>
/// AssociationModel: rules between sets of items. One active field holds the items of a transaction, or each item is the category of a
/// field.
/// </summary>
internal sealed class AssociationElement : ModelElement
{
    public AssociationElement(PmmlElement element) : base(element, "Item", "Itemset", "AssociationRule")
    {
        var items = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var item in element.ChildrenNamed("Item"))
        {
            item.AllowOnly();
            if (item.Optional("field") is { } field) Placed.Add((field, item.Optional("category"), item.Required("value"), item));
            if (!items.TryAdd(item.Required("id"), item.Required("value"))) throw item.Refuse("its id is not unique.");
        }
        var sets = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var set in element.ChildrenNamed("Itemset"))
        {
            string[] members = [.. set.AllowOnly("ItemRef").ChildrenNamed("ItemRef").Select(r =>
                items.TryGetValue(r.AllowOnly().Required("itemRef"), out var value)
                ? value : throw r.Refuse("names no Item."))];
            if (!sets.TryAdd(set.Required("id"), members)) throw set.Refuse("its id is not unique.");
        }
        Rules = [.. element.ChildrenNamed("AssociationRule").Select((rule, i) => new AssociationRule(
            rule.AllowOnly().Optional("id") ?? (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture),
            Find(rule, "antecedent"), Find(rule, "consequent"),
            rule.Number("support"), rule.Number("confidence"), rule.Number("lift", double.NaN), rule.Number("leverage", double.NaN),
            rule.Number("affinity", double.NaN)))];
        if (Outputs.Count == 0) throw element.Refuse("needs an Output that selects rules.");

        string[] Find(PmmlElement rule, string side) => sets.TryGetValue(rule.Required(side), out var set)
            ? set : throw rule.Refuse($"its {side} names no Itemset.");
    }

    public override ModelBody CompileBody(CompilationContext context) => AssociationCompiler.Compile(this, context);

    public IReadOnlyList<AssociationRule> Rules { get; }

    /// <summary>Items that are present where their own field has a category (by default the item's text).</summary>
    public List<(string Field, string? Category, string Item, PmmlElement Element)> Placed { get; } = [];
}
