using Maintenance.Pmml.DataDictionary;
using Maintenance.Pmml.Expressions;
using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.Transformations;

/// <summary>DerivedField: a field computed from others.</summary>
/// <param name="Name">Name.</param>
/// <param name="DataType">Type.</param>
/// <param name="Expression">Its expression, not yet compiled.</param>
/// <param name="References">Names of the fields it refers to.</param>
/// <param name="Element">Its element.</param>
internal sealed record DerivedField(string Name, FieldDataType DataType, PmmlElement Expression, IReadOnlyList<string> References,
    PmmlElement Element)
{
    /// <summary>The expression of a DerivedField element.</summary>
    public static PmmlElement ReadExpression(PmmlElement element) =>
        ExpressionCompiler.Find(element, "Value") ?? throw element.Refuse("has no expression.");

    public static DerivedField Read(PmmlElement element)
    {
        var expression = ReadExpression(element);
        ReadValues(element);
        var references = new List<string>();
        CollectReferences(expression, references);
        return new DerivedField(element.Required("name"), DataField.ReadDataType(element), expression, references, element);
    }

    /// <summary>The values that a field can have, which change nothing; refuses any that would need a treatment.</summary>
    public static void ReadValues(PmmlElement element)
    {
        foreach (var value in element.ChildrenNamed("Value"))
            _ = value.AllowOnly().Word("property", true, ("valid", true)) && value.Required("value").Length > 0;
    }

    /// <summary>A derived field inside another element that gives it its name.</summary>
    public static DerivedField ReadNamed(PmmlElement element, string name) =>
        new(name, DataField.ReadDataType(element), ReadExpression(element), [], element);

    /// <summary>The derived fields of a LocalTransformations or TransformationDictionary element, or none when absent.</summary>
    public static IReadOnlyList<DerivedField> ReadAll(PmmlElement? transformations)
    {
        if (transformations is null) return [];
        transformations.AllowOnly(transformations.Name == "TransformationDictionary"
            ? ["DerivedField", "DefineFunction"] : ["DerivedField"]);
        return [.. transformations.ChildrenNamed("DerivedField").Select(Read)];
    }

    // All expressions name their field in the attribute "field", but TextIndex.
    private static void CollectReferences(PmmlElement element, List<string> names)
    {
        if (element.Peek(element.Name == "TextIndex" ? "textField" : "field") is { } name) names.Add(name);
        foreach (var child in element.Children) CollectReferences(child, names);
    }
}
