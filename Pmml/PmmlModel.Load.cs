using System.Security.Cryptography;
using Maintenance.Pmml.DataDictionary;
using Maintenance.Pmml.Frames;
using Maintenance.Pmml.MiningFields;
using Maintenance.Pmml.Model;
using Maintenance.Pmml.TreeEngine;
using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml;

public sealed partial class PmmlModel
{
    private PmmlModel(PmmlDocument document, string hash)
    {
        var layout = new FrameLayout();
        var scope = new FieldScope(null);
        _inputs = DefineInputs(document, scope, layout);
        _root = ModelCompiler.Compile(document.Model, document, scope, layout, inheritedLabels: null);
        _frameSize = layout.Size;
        _usesText = layout.UsesText;
        _plan = EnsemblePlanner.TryPlan(_root, _inputs.Length);
        _shap = _plan is null ? null : TreeShap.TryCreate(_plan.Ensemble, _inputs.Length);
        if (_plan is { } plan)
            _factors = [.. plan.Groups.Select((_, group) => Enumerable.Range(0, Math.Max(_root.Result.Labels?.Count ?? 1, 1)).Select(c => FactorOf(plan, group, c)).ToArray())];
        Name = document.Model.Name ?? "unnamed";
        Hash = hash;
        Inputs = [.. _inputs.Select(i => i.Field.Name)];
        Labels = _root.Result.Labels is { } labels ? [.. labels.Texts] : [];
        (Outputs, _outputSlots, _explained) = NameOutputs(document.Model, _root);
        _columns = NameColumns(document.Model, _root);
        Columns = [.. _columns.Select(c => c.Name)];
        PositionalColumns = _root.Outputs.Length == 0 ? [.. Enumerable.Range(0, _columns.Length)] : [.. _root.Outputs.Select(o => IndexOf(Columns, o.Name))];
        UsualRanges = ReadUsualRanges(document.Model, Inputs);
    }

    /// <summary>Reads, compiles and verifies a document.</summary>
    /// <param name="document">The document's bytes; not retained.</param>
    /// <exception cref="PmmlException">It is refused; the message names the element and its line.</exception>
    public static PmmlModel Load(ReadOnlyMemory<byte> document)
    {
        var parsed = new PmmlDocument(PmmlXmlReader.Read(document), SupportedModels.All);
        var model = new PmmlModel(parsed, Convert.ToHexStringLower(SHA256.HashData(document.Span)));
        if (parsed.Model.Verification is { } verification) model.Verify(verification, parsed.Model);
        return model;
    }

    /// <summary>Loads a document whose rule sets use the given one of their selection methods, from 0: the document offers them all, and its first is the usual one.</summary>
    public static PmmlModel LoadWithRuleSelection(ReadOnlyMemory<byte> document, int method)
    {
        var root = PmmlXmlReader.Read(document);
        Select(root);
        return FromElements(root, Convert.ToHexStringLower(SHA256.HashData(document.Span)));

        void Select(PmmlElement element)
        {
            if (element.Name == "RuleSet") element.MoveToFront(element.ChildrenNamed("RuleSelectionMethod").ElementAtOrDefault(method));
            foreach (var child in element.Children) Select(child);
        }
    }

    /// <summary>Compiles a document made of elements: what a native model amounts to.</summary>
    internal static PmmlModel FromElements(PmmlElement document, string hash) => new(new PmmlDocument(document, SupportedModels.All), hash);

    /// <summary>Reads, compiles and verifies a document in a file.</summary>
    /// <exception cref="PmmlException">It is refused.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static PmmlModel LoadFile(string path)
    {
        var length = new FileInfo(path).Length;
        if (length > PmmlLimits.MaxDocumentBytes)
            throw new PmmlException("PMML", 0, $"the document has {length} bytes; at most {PmmlLimits.MaxDocumentBytes} are read.");
        return Load(File.ReadAllBytes(path));
    }

    private static PmmlInput[] DefineInputs(PmmlDocument document, FieldScope scope, FrameLayout layout)
    {
        var inputs = new List<PmmlInput>();
        foreach (var mining in document.Model.Schema.Fields)
        {
            if (mining.Usage != MiningFieldUsage.Active) continue;
            if (!document.Fields.TryGetValue(mining.Name, out var dictionary))
                throw mining.Element.Refuse($"field '{PmmlElement.Shorten(mining.Name)}' is not in the data dictionary.");
            if (scope.Find(mining.Name) is not null) throw mining.Element.Refuse($"field '{PmmlElement.Shorten(mining.Name)}' appears twice.");
            Vocabulary? categories = null;
            if (dictionary.DataType == FieldDataType.String)
            {
                categories = new Vocabulary(FieldDataType.String);
                categories.Declare(dictionary.ValidValues);
            }
            var field = new Field(mining.Name, layout.Allocate(1, mining.Element), dictionary.DataType, categories) { IsCategorical = dictionary.IsCategorical, IsOrdinal = dictionary.IsOrdinal, Origin = dictionary.Origin };
            scope.Define(field);
            inputs.Add(new PmmlInput(field, dictionary));
        }
        return [.. inputs];
    }

    private static (string[] Names, int[] Slots, int[] Explained) NameOutputs(ModelElement model, CompiledModel root)
    {
        var outputs = new List<(string Name, int Slot, int Explained)>();
        if (root.Result.Labels is { } labels)
            for (var i = 0; i < labels.Count; i++) outputs.Add(($"probability({labels.Texts[i]})", root.Result.Probabilities + i, i));
        else
            outputs.Add((model.Schema.Target?.Name ?? "prediction", root.Result.Value, 0));
        foreach (var output in root.Outputs)
            if (output.IsFinal && !outputs.Exists(o => string.Equals(o.Name, output.Name, StringComparison.Ordinal)))
                outputs.Add((output.Name, output.Slot, output.IsProbability ? output.Label : root.Result.Labels is null ? 0 : -1));
        return ([.. outputs.Select(o => o.Name)], [.. outputs.Select(o => o.Slot)], [.. outputs.Select(o => o.Explained)]);
    }

    private static Dictionary<string, (float Low, float High)> ReadUsualRanges(ModelElement model, IReadOnlyList<string> inputs)
    {
        var ranges = new Dictionary<string, (float Low, float High)>(StringComparer.Ordinal);
        foreach (var stats in model.UsualRanges)
            if (inputs.Contains(stats.Field, StringComparer.Ordinal)) ranges[stats.Field] = ((float)stats.Low, (float)stats.High);
        return ranges;
    }
}
