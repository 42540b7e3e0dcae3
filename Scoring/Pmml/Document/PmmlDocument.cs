using Maintenance.Scoring.Pmml.Xml;

namespace Maintenance.Scoring.Pmml.Document;

/// <summary>The root: dictionary, transformations, and the first model.</summary>
internal sealed class PmmlDocument
{
    private static readonly string[] Ignored = ["Header", "MiningBuildTask"];

    public PmmlDocument(PmmlElement element)
    {
        if (element.Name is not "PMML") throw element.Refuse("the root must be <PMML> of a namespace http://www.dmg.org/PMML-….");
        Element = element;
        var version = element.Required("version");
        if (!(version is ['3' or '4', '.', >= '0' and <= '4', ..])) throw element.Refuse($"version=\"{PmmlElement.Shorten(version)}\" is not 3.0 … 4.4.");
        element.AllowOnly([.. Ignored, "DataDictionary", "TransformationDictionary", .. ModelElements.Names]);
        Fields = ReadFields(element.RequiredChild("DataDictionary"));
        DerivedFields = DerivedField.ReadAll(element.Child("TransformationDictionary"));
        var model = element.Children.FirstOrDefault(ModelElements.IsModel)
            ?? throw element.Refuse($"holds no supported model ({string.Join(", ", ModelElements.Names)}).");
        Model = ModelElements.Read(model);
    }

    public PmmlElement Element { get; }

    public IReadOnlyDictionary<string, DataField> Fields { get; }

    public IReadOnlyList<DerivedField> DerivedFields { get; }

    public ModelElement Model { get; }

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
