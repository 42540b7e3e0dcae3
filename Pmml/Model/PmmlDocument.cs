using Maintenance.Pmml.DataDictionary;
using Maintenance.Pmml.Expressions;
using Maintenance.Pmml.Transformations;
using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.Model;

/// <summary>The document: dictionary, transformations, and the first model.</summary>
internal sealed class PmmlDocument
{
    private static readonly string[] Ignored = ["Header", "MiningBuildTask"];

    public PmmlDocument(PmmlElement element, ModelKinds kinds)
    {
        Check(element, kinds);
        Element = element;
        Fields = ReadFields(element.RequiredChild("DataDictionary"));
        Functions = new DefinedFunctions(element.Child("TransformationDictionary"));
        AsksForEntities = Asks(element, "entityId", "ruleId");
        AsksForConfidences = Asks(element, "confidence");
        AsksForReasons = Asks(element, "reasonCode");
        var model = element.Children.FirstOrDefault(kinds.IsModel)
            ?? throw element.Refuse($"has no supported model ({string.Join(", ", kinds.Names)}).");
        Model = kinds.Read(model);
        DerivedFields = UsedBy(model, DerivedField.ReadAll(element.Child("TransformationDictionary")));
    }

    public PmmlElement Element { get; }

    public IReadOnlyDictionary<string, DataField> Fields { get; }

    /// <summary>
    /// The dictionary's derived fields that the model uses, directly or indirectly. Others may belong to other models and refer to fields
    /// this one lacks.
    /// </summary>
    public IReadOnlyList<DerivedField> DerivedFields { get; }

    /// <summary>The document's own functions.</summary>
    public DefinedFunctions Functions { get; }

    public ModelElement Model { get; }

    /// <summary>True when an output requests the node, rule or cluster that gave the result; models then keep it.</summary>
    public bool AsksForEntities { get; }

    /// <summary>True when an output requests a confidence; trees then keep their leaves' confidences.</summary>
    public bool AsksForConfidences { get; }

    /// <summary>True when an output requests a scorecard's reason codes.</summary>
    public bool AsksForReasons { get; }

    /// <summary>Refuses anything but PMML of a supported version with supported content.</summary>
    public static void Check(PmmlElement element, ModelKinds kinds)
    {
        if (element.Name is not "PMML") throw element.Refuse("the root must be <PMML> in an http://www.dmg.org/PMML-… namespace.");
        var version = element.Required("version");
        if (!(version is ['3' or '4', '.', >= '0' and <= '4', ..]))
            throw element.Refuse($"version=\"{PmmlElement.Shorten(version)}\" is not between 3.0 and 4.4.");
        element.AllowOnly([.. Ignored, "DataDictionary", "TransformationDictionary", .. kinds.Names]);
    }

    private static bool Asks(PmmlElement element, params string[] features) =>
        (element.Name is "OutputField" && Array.IndexOf(features, element.Optional("feature")) >= 0)
            || element.Children.Any(c => Asks(c, features));

    private static List<DerivedField> UsedBy(PmmlElement model, IReadOnlyList<DerivedField> fields)
    {
        if (fields.Count == 0) return [];
        var named = new HashSet<string>(StringComparer.Ordinal);
        CollectAttributeValues(model, named);
        // Repeat until nothing is added: fields may refer forward and backward.
        for (var before = -1; before != named.Count;)
        {
            before = named.Count;
            foreach (var field in fields)
                if (named.Contains(field.Name)) named.UnionWith(field.References);
        }
        return [.. fields.Where(f => named.Contains(f.Name))];
    }

    // Collects every attribute value: any attribute that names a field is among them.
    private static void CollectAttributeValues(PmmlElement element, HashSet<string> values)
    {
        values.UnionWith(element.AttributeValues);
        foreach (var child in element.Children) CollectAttributeValues(child, values);
    }

    private static Dictionary<string, DataField> ReadFields(PmmlElement dictionary)
    {
        dictionary.AllowOnly("DataField", "Taxonomy");
        var fields = new Dictionary<string, DataField>(StringComparer.Ordinal);
        foreach (var element in dictionary.ChildrenNamed("DataField"))
        {
            var field = DataField.Read(element);
            if (!fields.TryAdd(field.Name, field)) throw element.Refuse($"'{PmmlElement.Shorten(field.Name)}' is declared twice.");
        }
        return fields;
    }
}
