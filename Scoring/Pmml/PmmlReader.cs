using System.Xml;
using System.Xml.Linq;

namespace Maintenance.Scoring.Pmml;

/// <summary>
/// Reads a document. No DTD, no external entity, at most <see cref="MaxBytes"/>; whatever is not understood is refused by name and line.
/// </summary>
internal static class PmmlReader
{
    private const int MaxBytes = 256 << 20;

    public static PmmlDocument Read(byte[] bytes)
    {
        var pmml = Parse(bytes);
        if (pmml.Name.LocalName != "PMML" || !(((string?)pmml.Attribute("version"))?.StartsWith("4.", StringComparison.Ordinal) ?? false))
            throw PmmlException.At(pmml, "a <PMML> document of version 4.x is needed.");
        var chain = Xml.Child(pmml, "MiningModel");
        Xml.RequireAttribute(chain, "functionName", "classification");
        RefuseOthers(chain, "MiningSchema", "Output", "Segmentation", "ModelVerification", "Extension", "ModelStats", "ModelExplanation", "LocalTransformations");
        RefuseOthers(pmml, "Header", "DataDictionary", "MiningModel", "Extension", "MiningBuildTask");
        if (chain.Elements().FirstOrDefault(e => e.Name.LocalName == "LocalTransformations") is { HasElements: true } transformations)
            throw PmmlException.At(transformations, "derived fields are not supported.");
        var inputs = ReadInputs(Xml.Child(chain, "MiningSchema"));
        var segmentation = Xml.Child(chain, "Segmentation");
        Xml.RequireAttribute(segmentation, "multipleModelMethod", "modelChain");
        var (labels, classes) = ReadChain(segmentation, inputs);
        return new PmmlDocument(
            (string?)chain.Attribute("modelName") ?? "unnamed", [.. inputs.OrderBy(i => i.Value).Select(i => i.Key)], labels, classes, ReadUsualRanges(chain),
            chain.Elements().FirstOrDefault(e => e.Name.LocalName == "ModelVerification"));
    }

    private static XElement Parse(byte[] bytes)
    {
        if (bytes.Length > MaxBytes) throw new PmmlException($"The document has {bytes.Length} bytes; at most {MaxBytes} are read.");
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MaxBytes };
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(bytes), settings);
            return XDocument.Load(reader, LoadOptions.SetLineInfo).Root!;
        }
        catch (XmlException e)
        {
            throw new PmmlException($"The document is not well-formed XML without DTD: {e.Message}", e);
        }
    }

    private static Dictionary<string, int> ReadInputs(XElement schema)
    {
        var inputs = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var field in schema.Elements())
        {
            if (field.Name.LocalName != "MiningField") throw PmmlException.At(field, "only <MiningField> is supported here.");
            if ((string?)field.Attribute("usageType") is not (null or "active")) continue;
            foreach (var unsupported in (string[])["missingValueReplacement", "outliers"])
                if (field.Attribute(unsupported) is not null) throw PmmlException.At(field, $"attribute '{unsupported}' is not supported.");
            if (!inputs.TryAdd(Xml.Text(field, "name"), inputs.Count)) throw PmmlException.At(field, "the field is named twice.");
        }
        return inputs.Count > 0 ? inputs : throw PmmlException.At(schema, "no active field.");
    }

    // One sum of trees per class, then a softmax over their outputs.
    private static (string[] Labels, TreeEnsemble[] Classes) ReadChain(XElement segmentation, Dictionary<string, int> inputs)
    {
        var sums = new Dictionary<string, TreeEnsemble>(StringComparer.Ordinal);
        foreach (var segment in segmentation.Elements().Where(e => e.Name.LocalName == "Segment"))
        {
            if (segment.Elements().FirstOrDefault(e => e.Name.LocalName == "RegressionModel") is { } link) return ReadLink(link, sums);
            var model = Xml.Child(segment, "MiningModel");
            var output = Xml.Child(Xml.Child(model, "Output"), "OutputField");
            sums.Add(Xml.Text(output, "name"), ReadSum(model, inputs));
        }
        throw PmmlException.At(segmentation, "the chain does not end with a RegressionModel.");
    }

    private static TreeEnsemble ReadSum(XElement model, Dictionary<string, int> inputs)
    {
        Xml.RequireAttribute(model, "functionName", "regression");
        Xml.RequireAttribute(model, "x-mathContext", "float");
        var segmentation = Xml.Child(model, "Segmentation");
        Xml.RequireAttribute(segmentation, "multipleModelMethod", "sum");
        var builder = new TreeEnsembleBuilder(inputs);
        foreach (var segment in segmentation.Elements().Where(e => e.Name.LocalName == "Segment"))
        {
            Xml.Child(segment, "True");
            builder.Add(Xml.Child(segment, "TreeModel"));
        }
        var target = model.Elements().FirstOrDefault(e => e.Name.LocalName == "Targets") is { } targets ? Xml.Child(targets, "Target") : null;
        return builder.Build(target is null ? 0 : Xml.Float(target, "rescaleConstant"));
    }

    private static (string[] Labels, TreeEnsemble[] Classes) ReadLink(XElement link, Dictionary<string, TreeEnsemble> sums)
    {
        Xml.RequireAttribute(link, "normalizationMethod", "softmax");
        var labels = new List<string>();
        var classes = new List<TreeEnsemble>();
        foreach (var table in link.Elements().Where(e => e.Name.LocalName == "RegressionTable"))
        {
            if (Xml.Number(table, "intercept", 0) != 0) throw PmmlException.At(table, "an intercept other than 0 is not supported.");
            var predictor = Xml.Child(table, "NumericPredictor");
            if (Xml.Number(predictor, "coefficient", 1) != 1) throw PmmlException.At(predictor, "a coefficient other than 1 is not supported.");
            var name = Xml.Text(predictor, "name");
            if (!sums.TryGetValue(name, out var sum)) throw PmmlException.At(predictor, $"no segment before gives '{name}'.");
            labels.Add(Xml.Text(table, "targetCategory"));
            classes.Add(sum);
        }
        return labels.Count >= 2 ? ([.. labels], [.. classes]) : throw PmmlException.At(link, "a softmax needs at least two classes.");
    }

    // ModelStats/UnivariateStats: quantiles 5 and 95 of healthy training rows.
    private static Dictionary<string, (float Low, float High)> ReadUsualRanges(XElement chain)
    {
        var ranges = new Dictionary<string, (float Low, float High)>(StringComparer.Ordinal);
        var stats = chain.Elements().FirstOrDefault(e => e.Name.LocalName == "ModelStats");
        foreach (var field in stats?.Elements().Where(e => e.Name.LocalName == "UnivariateStats") ?? [])
        {
            var quantiles = Xml.Child(field, "NumericInfo").Elements().Where(e => e.Name.LocalName == "Quantile")
                .ToDictionary(q => Xml.Number(q, "quantileLimit"), q => Xml.Float(q, "quantileValue"));
            if (quantiles.TryGetValue(5, out var low) && quantiles.TryGetValue(95, out var high)) ranges[Xml.Text(field, "field")] = (low, high);
        }
        return ranges;
    }

    private static void RefuseOthers(XElement parent, params string[] known)
    {
        foreach (var child in parent.Elements())
            if (!known.Contains(child.Name.LocalName, StringComparer.Ordinal))
                throw PmmlException.At(child, $"not supported here; supported: {string.Join(", ", known)}.");
    }
}
