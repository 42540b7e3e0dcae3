using Maintenance.Pmml.DataDictionary;
using Maintenance.Pmml.Expressions;
using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.Model;

/// <summary>OutputField: a named result.</summary>
/// <param name="Name">Name under which later segments and callers see it.</param>
/// <param name="IsProbability">Probability of <paramref name="Value"/> (of the predicted category when null); otherwise the predicted
/// value.</param>
/// <param name="Value">Category.</param>
/// <param name="DataType">Type.</param>
/// <param name="IsFinal">False: only for later segments.</param>
/// <param name="Expression">A transformed value's expression, not yet compiled.</param>
/// <param name="Element">Where it stands.</param>
internal sealed record OutputField(
    string Name, bool IsProbability, string? Value, FieldDataType DataType, bool IsFinal, PmmlElement? Expression, PmmlElement Element)
{
    /// <summary>Wants the category's name for people (of a cluster), not its label.</summary>
    public bool IsDisplay => Element.Optional("feature") is "predictedDisplayValue";

    /// <summary>Segment whose result is asked for; null for that of the model itself.</summary>
    public string? SegmentId => Element.Optional("segmentId");

    /// <summary>Which of the ranked reasons, from 1.</summary>
    public int Rank => (int)Element.Number("rank", 1);

    public string? Feature => Element.Optional("feature");

    /// <summary>Refuses a rank beyond what there is.</summary>
    public void CheckRank(int count, string what)
    {
        if (Rank < 1 || Rank > count) throw Element.Refuse($"rank {Rank} of {count} {what}.");
    }

    /// <summary>Code of a category it names.</summary>
    public int LabelOf(string text, Vocabulary labels) =>
        labels.CodeOf(text) is >= 0 and var code ? code : throw Element.Refuse($"'{PmmlElement.Shorten(text)}' is not a category of the "
            + "target.");

    public static OutputField Read(PmmlElement element)
    {
        var expression = ExpressionCompiler.Find(element, "Decisions", "Value");
        if (expression is null && element.Optional("feature") is "transformedValue" or "decision")
            throw element.Refuse("needs an expression.");
        if (element.Flag("isMultiValued", false)) throw element.Refuse("isMultiValued is not supported: one output, one value; ask for "
            + "the others by their rank.");
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
