using Maintenance.Pmml.Transformations;
using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.Model;

/// <summary>Which derived fields a model uses.</summary>
internal static class FieldUses
{
    // Elements and attributes that name fields without their values being needed to score.
    private static readonly string[] Unread = ["LocalTransformations", "Targets", "NeuralOutputs", "ModelStats", "ModelExplanation",
        "ModelVerification"];

    /// <summary>The fields that the model uses, directly or indirectly, in their order.</summary>
    public static List<DerivedField> UsedBy(PmmlElement model, IReadOnlyList<DerivedField> fields)
    {
        if (fields.Count == 0) return [];
        var named = new HashSet<string>(StringComparer.Ordinal);
        CollectAttributeValues(model, named);
        Close(fields, named);
        return [.. fields.Where(f => named.Contains(f.Name))];
    }

    /// <summary>
    /// The fields of a model without those that nothing uses and that cannot be computed when scoring, because they read a data field that
    /// is no input: exporters leave the transformation of the target among them.
    /// </summary>
    public static IReadOnlyList<DerivedField> WithoutTraining(PmmlElement model, IReadOnlyList<DerivedField> fields,
        Predicate<string> isUnread)
    {
        var lost = new HashSet<string>(StringComparer.Ordinal);
        for (var before = -1; before != lost.Count;)
        {
            before = lost.Count;
            foreach (var field in fields)
                if (field.References.Any(r => isUnread(r) || lost.Contains(r))) lost.Add(field.Name);
        }
        if (lost.Count == 0) return fields;
        var named = new HashSet<string>(StringComparer.Ordinal);
        CollectUses(model, named);
        Close(fields, named);
        return WithoutOthers(fields, [.. fields.Where(f => named.Contains(f.Name) || !lost.Contains(f.Name))]);
    }

    /// <summary>The fields that are used; the others are left out of the document.</summary>
    public static List<DerivedField> WithoutOthers(IReadOnlyList<DerivedField> fields, List<DerivedField> used)
    {
        foreach (var field in fields.Except(used)) field.Element.LeaveOut();
        return used;
    }

    // Repeat until nothing is added: fields may refer forward and backward.
    private static void Close(IReadOnlyList<DerivedField> fields, HashSet<string> named)
    {
        for (var before = -1; before != named.Count;)
        {
            before = named.Count;
            foreach (var field in fields)
                if (named.Contains(field.Name)) named.UnionWith(field.References);
        }
    }

    // Collects every attribute value: any attribute that names a field is among them.
    private static void CollectAttributeValues(PmmlElement element, HashSet<string> values)
    {
        values.UnionWith(element.AttributeValues);
        foreach (var child in element.Children) CollectAttributeValues(child, values);
    }

    private static void CollectUses(PmmlElement element, HashSet<string> values)
    {
        if (Array.IndexOf(Unread, element.Name) >= 0) return;
        if (element.Name == "MiningField" && element.Peek("usageType") is not (null or "active")) return;
        foreach (var (name, value) in element.Attributes)
            if (name != "targetField") values.Add(value);
        foreach (var child in element.Children) CollectUses(child, values);
    }
}
