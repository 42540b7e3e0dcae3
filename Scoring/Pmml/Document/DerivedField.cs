using Maintenance.Scoring.Pmml.Xml;

namespace Maintenance.Scoring.Pmml.Document;

/// <summary>DerivedField that refers to another field, in effect a cast to its own type. Other expressions are refused.</summary>
internal sealed record DerivedField(string Name, FieldDataType DataType, string Source, PmmlElement Element)
{
    public static DerivedField Read(PmmlElement element)
    {
        element.AllowOnly("FieldRef", "Value");
        var reference = element.RequiredChild("FieldRef");
        if (reference.Optional("mapMissingTo") is not null) throw reference.Refuse("mapMissingTo is not supported.");
        return new DerivedField(element.Required("name"), DataField.ReadDataType(element), reference.Required("field"), element);
    }

    /// <summary>The derived fields of a LocalTransformations or TransformationDictionary element, or none when it is absent.</summary>
    public static IReadOnlyList<DerivedField> ReadAll(PmmlElement? transformations)
    {
        if (transformations is null) return [];
        transformations.AllowOnly("DerivedField");
        return [.. transformations.ChildrenNamed("DerivedField").Select(Read)];
    }
}
