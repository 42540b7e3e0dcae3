using System.Globalization;
using Maintenance.Scoring.Pmml.Xml;
using static Maintenance.Scoring.Native.Markup;

namespace Maintenance.Scoring.Native;

/// <summary>Puts trees of a native model together as the PMML its own exporters would write: sums, and a linear model with the link on top.</summary>
/// <param name="Features">Inputs.</param>
/// <param name="IsFloat">Values, leaves and sums are float32.</param>
/// <param name="Averages">Trees are averaged, not added.</param>
/// <param name="Link">Link.</param>
/// <param name="Slope">Factor before the link.</param>
internal sealed record NativeDocument(IReadOnlyList<NativeFeature> Features, bool IsFloat, bool Averages, NativeLink Link, double Slope)
{
    private const string Target = "_target";

    private bool IsClassification => Link is NativeLink.Logistic or NativeLink.SoftMax;

    /// <param name="groups">Root nodes of each group's trees.</param>
    /// <param name="bases">What each group's sum begins with.</param>
    public PmmlElement Build(IReadOnlyList<IReadOnlyList<PmmlElement>> groups, IReadOnlyList<double> bases)
    {
        var plain = groups.Count == 1 && Link == NativeLink.Identity;
        var model = plain ? Sum(groups[0], bases[0], null, isRoot: true) : Chain(groups, bases);
        return Document(model);
    }

    public PmmlElement Document(PmmlElement model)
    {
        var dictionary = Make("DataDictionary", [.. Features.Select(f => f.Categories is null
            ? Make("DataField", [("name", f.Name), ("optype", "continuous"), ("dataType", IsFloat ? "float" : "double")])
            : Make("DataField", [("name", f.Name), ("optype", "categorical"), ("dataType", f.HasNumbers ? "double" : "string")]))]);
        dictionary.AddChild(IsClassification
            ? Make("DataField", [("name", Target), ("optype", "categorical"), ("dataType", "integer")])
            : Make("DataField", [("name", Target), ("optype", "continuous"), ("dataType", "double")]));
        return Make("PMML", [("version", "4.4")], Make("Header"), dictionary, model);
    }

    private PmmlElement Chain(IReadOnlyList<IReadOnlyList<PmmlElement>> groups, IReadOnlyList<double> bases)
    {
        var several = Link is NativeLink.Identity or NativeLink.Exponential or NativeLink.LogisticNumber && groups.Count > 1;
        var segmentation = Make("Segmentation", [("multipleModelMethod", "modelChain")]);
        for (var i = 0; i < groups.Count; i++) segmentation.AddChild(Segment(Sum(groups[i], bases[i], $"margin({i})", isRoot: false)));
        if (!several) segmentation.AddChild(Segment(Top(groups.Count)));
        else if (Link != NativeLink.Identity) throw new NativeModelException("objective", "several targets with a link are not supported.");
        var output = several
            ? Make("Output", [.. groups.Select((_, i) => Make("OutputField", [("name", $"{Target}{i + 1}"), ("feature", "transformedValue"), ("optype", "continuous"), ("dataType", IsFloat ? "float" : "double")], FieldRef($"margin({i})")))])
            : null;
        return Model("MiningModel", IsClassification, Schema(withTarget: true), output, segmentation);
    }

    private PmmlElement Top(int groups)
    {
        PmmlElement Table(int i, string? category, double slope) => Make("RegressionTable",
            [("intercept", "0"), .. category is null ? Array.Empty<(string, string)>() : [("targetCategory", category)]],
            Make("NumericPredictor", [("name", $"margin({i})"), ("coefficient", Text(slope))]));
        var (normalization, tables) = Link switch
        {
            NativeLink.Logistic => ("logit", new[] { Table(0, "1", Slope), Make("RegressionTable", [("intercept", "0"), ("targetCategory", "0")]) }),
            NativeLink.SoftMax => ("softmax", [.. Enumerable.Range(0, groups).Select(i => Table(i, i.ToString(CultureInfo.InvariantCulture), 1))]),
            NativeLink.LogisticNumber => ("logit", [Table(0, null, Slope)]),
            NativeLink.Exponential => ("exp", [Table(0, null, 1)]),
            _ => ("none", [Table(0, null, 1)]),
        };
        var schema = Make("MiningSchema", [Make("MiningField", [("name", Target), ("usageType", "target")]), .. Enumerable.Range(0, groups).Select(i => Make("MiningField", [("name", $"margin({i})")]))]);
        var model = Model("RegressionModel", IsClassification, schema, null, tables);
        model.AddAttribute("normalizationMethod", normalization);
        return model;
    }

    private PmmlElement Sum(IReadOnlyList<PmmlElement> trees, double start, string? output, bool isRoot)
    {
        var segmentation = Make("Segmentation", [("multipleModelMethod", Averages ? "average" : "sum")]);
        foreach (var tree in trees)
        {
            var model = Model("TreeModel", false, Schema(withTarget: false), null, tree);
            model.AddAttribute("missingValueStrategy", "defaultChild");
            segmentation.AddChild(Segment(model));
        }
        var named = output is null ? null : Make("Output", Make("OutputField", [("name", output), ("feature", "predictedValue"), ("optype", "continuous"), ("dataType", IsFloat ? "float" : "double")]));
        var sum = Model("MiningModel", false, Schema(isRoot), named, segmentation);
        if (start != 0) sum.AddChild(Make("Targets", Make("Target", [("field", Target), ("rescaleConstant", Text(start))])));
        return sum;
    }

    public PmmlElement Model(string name, bool isClassification, PmmlElement schema, PmmlElement? output, params PmmlElement[] children)
    {
        var model = Make(name, [("functionName", isClassification ? "classification" : "regression")], schema);
        if (IsFloat) model.AddAttribute("x-mathContext", "float");
        if (output is not null) model.AddChild(output);
        foreach (var child in children) model.AddChild(child);
        return model;
    }

    public PmmlElement Schema(bool withTarget) => Make("MiningSchema",
        [.. Features.Select(f => Make("MiningField", [("name", f.Name), ("invalidValueTreatment", "asIs")])), .. withTarget ? [Make("MiningField", [("name", Target), ("usageType", "target")])] : Array.Empty<PmmlElement>()]);

    public static PmmlElement Segment(PmmlElement model) => Make("Segment", Make("True"), model);
}
