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

    /// <summary>Name of the target that the model's result is for, where it has several; null for the first.</summary>
    public string? ResultTarget { get; init; }

    /// <summary>The target that the model's result is for.</summary>
    public MiningField? Target => Fields.FirstOrDefault(f => IsTarget(f) && f.Name == (ResultTarget ?? f.Name));

    /// <summary>True for a field that the model predicts, as its result or otherwise.</summary>
    public bool Predicts(string field) => Fields.Any(f => IsTarget(f) && f.Name == field);

    private static bool IsTarget(MiningField field) => field.Usage == MiningFieldUsage.Target;
}
