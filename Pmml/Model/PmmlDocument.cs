using Maintenance.Pmml.DataDictionary;
using Maintenance.Pmml.Expressions;
using Maintenance.Pmml.Frames;
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
        var model = FindModel(element, kinds);
        // A lone tree without an Output shows the confidence of its prediction.
        AsksForConfidences |= model.Name == "TreeModel" && model.Child("Output") is null;
        Model = kinds.Read(model);
        Observed = Asks(element, "residual") ? Targets(element) : [];
        var derived = DerivedField.ReadAll(element.Child("TransformationDictionary"));
        DerivedFields = FieldUses.WithoutOthers(derived, FieldUses.UsedBy(model, derived));
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

    /// <summary>Targets whose true values a row may give beside its inputs, because an output asks for a residual.</summary>
    public IReadOnlyList<string> Observed { get; }

    /// <summary>Slots of the observed targets and of the inputs, by name; set once they are allocated.</summary>
    public IReadOnlyDictionary<string, Field> Values { get; set; } = new Dictionary<string, Field>(StringComparer.Ordinal);

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
        (element.Name is "OutputField" && Array.IndexOf(features, element.Peek("feature")) >= 0)
            || element.Children.Any(c => Asks(c, features));

    // The first model meant to be scored.
    private static PmmlElement FindModel(PmmlElement element, ModelKinds kinds)
    {
        var models = element.Children.Where(kinds.IsModel).ToArray();
        var found = models.FirstOrDefault(m => m.Flag("isScorable", true)) ?? models.FirstOrDefault();
        foreach (var other in models)
            if (other != found) other.LeaveOut();
        return found ?? throw element.Refuse($"has no supported model ({string.Join(", ", kinds.Names)}).");
    }

    private List<string> Targets(PmmlElement element)
    {
        var names = new List<string>();
        Collect(element);
        return names;

        void Collect(PmmlElement at)
        {
            if (at.Name == "MiningField" && at.Peek("usageType") is "target" or "predicted" && at.Peek("name") is { } name
                && Fields.ContainsKey(name) && !names.Contains(name)) names.Add(name);
            foreach (var child in at.Children) Collect(child);
        }
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
