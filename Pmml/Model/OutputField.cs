using Maintenance.Pmml.DataDictionary;
using Maintenance.Pmml.Expressions;
using Maintenance.Pmml.Transformations;
using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.Model;

/// <summary>OutputField: a named result.</summary>
/// <param name="Name">Name, as seen by later segments and callers.</param>
/// <param name="IsProbability">True for the probability of <paramref name="Value"/> (of the predicted category when null); false for the
/// predicted value.</param>
/// <param name="Value">Category.</param>
/// <param name="DataType">Type.</param>
/// <param name="IsFinal">False when only for later segments.</param>
/// <param name="Expression">Expression of a transformed value, not yet compiled.</param>
/// <param name="Element">Its element.</param>
internal sealed record OutputField(
    string Name, bool IsProbability, string? Value, FieldDataType DataType, bool IsFinal, PmmlElement? Expression, PmmlElement Element)
{
    /// <summary>True for the category's display name (of a cluster), not its label.</summary>
    public bool IsDisplay => Element.Optional("feature") is "predictedDisplayValue";

    /// <summary>Segment whose result is output; null for the model itself.</summary>
    public string? SegmentId { get; init; } = Element.Optional("segmentId");

    /// <summary>Rank of the reason, 1-based.</summary>
    public int Rank => (int)Element.Number("rank", 1);

    public string? Feature => Element.Optional("feature");

    /// <summary>Refuses a rank beyond the number available.</summary>
    public void CheckRank(int count, string what)
    {
        if (Rank < 1 || Rank > count) throw Element.Refuse($"rank {Rank} of {count} {what}.");
    }

    /// <summary>Code of the category it names.</summary>
    public int LabelOf(string text, Vocabulary labels) =>
        labels.CodeOf(text) is >= 0 and var code ? code : throw Element.Refuse($"'{PmmlElement.Shorten(text)}' is not a category of the "
            + "target.");

    public static OutputField Read(PmmlElement element)
    {
        var expression = ExpressionCompiler.Find(element, "Decisions", "Value");
        if (expression is null && element.Optional("feature") is "transformedValue" or "decision")
            throw element.Refuse("needs an expression.");
        if (element.Flag("isMultiValued", false)) throw element.Refuse("isMultiValued is not supported: an output has one value; request "
            + "the others by their rank.");
        DerivedField.ReadValues(element);
        _ = element.Optional("targetField");
        _ = element.Optional("segmentId");
        return new OutputField(
            element.Required("name"),
            element.Word("feature", false, ("predictedValue", false), ("predictedDisplayValue", false), ("probability", true),
                ("transformedValue", false), ("decision", false),
                ("reasonCode", false), ("ruleValue", false), ("rule", false), ("ruleId", false), ("antecedent", false),
                ("consequent", false), ("support", false), ("lift", false), ("leverage", false), ("entityId", false),
                ("clusterId", false), ("affinity", false), ("clusterAffinity", false), ("entityAffinity", false),
                ("residual", false), ("standardError", false), ("warning", false), ("confidence", true)),
            element.Optional("value"),
            DataField.ReadDataType(element),
            element.Flag("isFinalResult", true),
            expression,
            element);
    }

    public static IReadOnlyList<OutputField> ReadAll(PmmlElement? output)
    {
        if (output is null) return [];
        output.AllowOnly("OutputField");
        return [.. output.ChildrenNamed("OutputField").Select(Read)];
    }
}
