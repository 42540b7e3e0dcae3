using Maintenance.Scoring.Pmml.Xml;

namespace Maintenance.Scoring.Pmml.Document;

/// <summary>OutputField: a named result.</summary>
/// <param name="Name">Name under which later segments and callers see it.</param>
/// <param name="IsProbability">Probability of <paramref name="Value"/> (of the predicted category when null); otherwise the predicted value.</param>
/// <param name="Value">Category.</param>
/// <param name="DataType">Type.</param>
/// <param name="IsFinal">False: only for later segments.</param>
/// <param name="Element">Where it stands.</param>
internal sealed record OutputField(string Name, bool IsProbability, string? Value, FieldDataType DataType, bool IsFinal, PmmlElement Element)
{
    public static OutputField Read(PmmlElement element)
    {
        element.AllowOnly();
        if (element.Optional("segmentId") is not null) throw element.Refuse("segmentId is not supported.");
        return new OutputField(
            element.Required("name"),
            element.Word("feature", false, ("predictedValue", false), ("probability", true)),
            element.Optional("value"),
            DataField.ReadDataType(element),
            element.Flag("isFinalResult", true),
            element);
    }

    public static IReadOnlyList<OutputField> ReadAll(PmmlElement? output)
    {
        if (output is null) return [];
        output.AllowOnly("OutputField");
        return [.. output.ChildrenNamed("OutputField").Select(Read)];
    }
}
