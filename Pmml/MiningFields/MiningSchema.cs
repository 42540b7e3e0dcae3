using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.MiningFields;

/// <summary>MiningSchema: the fields a model uses.</summary>
internal sealed record MiningSchema(IReadOnlyList<MiningField> Fields)
{
    public static MiningSchema Read(PmmlElement element)
    {
        element.AllowOnly("MiningField");
        return new MiningSchema([.. element.ChildrenNamed("MiningField").Select(MiningField.Read)]);
    }

    public MiningField? Target => Fields.FirstOrDefault(f => f.Usage == MiningFieldUsage.Target);
}
