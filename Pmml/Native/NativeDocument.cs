using System.Globalization;
using Maintenance.Pmml.Xml;
using static Maintenance.Pmml.Xml.Markup;

namespace Maintenance.Pmml.Native;

/// <summary>
/// Assembles the trees of a native model into the PMML its own exporters would write: sums, and a linear model with the link on top.
/// </summary>
/// <param name="Features">Inputs.</param>
/// <param name="IsFloat">True when values, leaves and sums are float32.</param>
/// <param name="Averages">True when trees are averaged, not summed.</param>
/// <param name="Link">Link.</param>
/// <param name="Slope">Factor applied before the link.</param>
/// <param name="Groups">Number of sums: of classes or, with the link of a number, of targets.</param>
internal sealed record NativeDocument(
    IReadOnlyList<NativeFeature> Features, bool IsFloat, bool Averages, NativeLink Link, double Slope, int Groups)
{
    // Several labels, each of which is present or not, are several targets.
    private bool IsClassification => Link is NativeLink.SoftMax or NativeLink.OneAgainstAll || (Link == NativeLink.Logistic && Groups == 1);

    private string Target => IsClassification || Groups == 1 ? "_target" : "_target1";

    private string NumberType => IsFloat ? "float" : "double";

    /// <param name="groups">Root nodes of each group's trees.</param>
    /// <param name="bases">Initial value of each group's sum.</param>
    public PmmlElement Build(IReadOnlyList<IReadOnlyList<PmmlElement>> groups, IReadOnlyList<double> bases) =>
        Build((group, output, isRoot) => Sum(groups[group], bases[group], output, isRoot));

    /// <param name="sum">Builds the model of a group's sum from its number, the name of its output (null for none) and whether it is the
    /// whole document's model.</param>
    public PmmlElement Build(Func<int, string?, bool, PmmlElement> sum) =>
        Document(Groups == 1 && Link == NativeLink.Identity ? sum(0, null, true) : Chain(sum));

    private PmmlElement Document(PmmlElement model)
    {
        var dictionary = Make("DataDictionary", [.. Features.Select(f => f.Categories is null
            ? Make("DataField", [("name", f.Name), ("optype", "continuous"), ("dataType", NumberType)])
            : Make("DataField", [("name", f.Name), ("optype", "categorical"), ("dataType", f.HasNumbers ? "double" : "string")]))]);
        dictionary.AddChild(IsClassification
            ? Make("DataField", [("name", Target), ("optype", "categorical"), ("dataType", "integer")])
            : Make("DataField", [("name", Target), ("optype", "continuous"), ("dataType", "double")]));
        return Make("PMML", [("version", "4.4")], Make("Header"), dictionary, model);
    }

    // The last model gives the class, or the first of several targets; the others are outputs.
    private PmmlElement Chain(Func<int, string?, bool, PmmlElement> sum)
    {
        var segmentation = Make("Segmentation", [("multipleModelMethod", "modelChain")]);
        for (var i = 0; i < Groups; i++) segmentation.AddChild(Segment(sum(i, $"margin({i})", false)));
        segmentation.AddChild(Segment(Top(IsClassification ? Groups : 1)));
        var output = IsClassification || Groups == 1 ? null : Make("Output", [.. Enumerable.Range(1, Groups - 1)
            .Select(i => Make("OutputField", [("name", $"_target{i + 1}"), ("feature", "transformedValue"), ("optype", "continuous"),
                ("dataType", NumberType)], Linked($"margin({i})")))]);
        return Model("MiningModel", IsClassification, Schema(withTarget: true), output, segmentation);
    }

    private PmmlElement Top(int groups)
    {
        PmmlElement Table(int i, string? category, double slope, string field = "margin") => Make("RegressionTable",
            [("intercept", "0"), .. category is null ? Array.Empty<(string, string)>() : [("targetCategory", category)]],
            Make("NumericPredictor", [("name", $"{field}({i})"), ("coefficient", Text(slope))]));
        var (normalization, tables) = Link switch
        {
            NativeLink.Logistic when IsClassification => ("logit",
                new[] { Table(0, "1", Slope), Make("RegressionTable", [("intercept", "0"), ("targetCategory", "0")]) }),
            NativeLink.SoftMax => ("softmax",
                [.. Enumerable.Range(0, groups).Select(i => Table(i, i.ToString(CultureInfo.InvariantCulture), 1))]),
            NativeLink.Logistic or NativeLink.LogisticNumber => ("logit", [Table(0, null, Slope)]),
            NativeLink.OneAgainstAll => ("none",
                [.. Enumerable.Range(0, groups).Select(i => Table(i, i.ToString(CultureInfo.InvariantCulture), 1, "linked"))]),
            NativeLink.Exponential => ("exp", [Table(0, null, 1)]),
            NativeLink.SignedSquare or NativeLink.LogOnePlusExponential or NativeLink.Hinge => ("none", [Table(0, null, 1, "linked")]),
            _ => ("none", [Table(0, null, 1)]),
        };
        var schema = Make("MiningSchema", [Make("MiningField", [("name", Target), ("usageType", "target")]), .. Enumerable.Range(0, groups)
            .Select(i => Make("MiningField", [("name", $"margin({i})")]))]);
        if (Link is NativeLink.OneAgainstAll or NativeLink.SignedSquare or NativeLink.LogOnePlusExponential or NativeLink.Hinge)
            tables = [Make("LocalTransformations",
                [.. Enumerable.Range(0, groups)
                .Select(i => Make("DerivedField", [("name", $"linked({i})"), ("optype", "continuous"), ("dataType", "double")],
                Linked($"margin({i})")))]), .. tables];
        var model = Model("RegressionModel", IsClassification, schema, null, tables);
        model.AddAttribute("normalizationMethod", normalization);
        return model;
    }

    // A link as an expression: for links that are not a normalizationMethod of RegressionModel, and for several targets.
    private PmmlElement Linked(string margin) => Link switch
    {
        NativeLink.Identity => FieldRef(margin),
        NativeLink.SignedSquare => Apply("*", FieldRef(margin), Apply("abs", FieldRef(margin))),
        NativeLink.Exponential => Apply("exp", FieldRef(margin)),
        NativeLink.LogOnePlusExponential => Apply("ln1p", Apply("exp", FieldRef(margin))),
        NativeLink.Hinge => Apply("if", Apply("greaterThan", FieldRef(margin), Constant(0)), Constant(1), Constant(0)),
        _ => Apply("/", Constant(1), Apply("+", Constant(1), Apply("exp", Apply("*", Constant(-Slope), FieldRef(margin))))),
    };

    private PmmlElement Sum(IReadOnlyList<PmmlElement> trees, double start, string? output, bool isRoot)
    {
        var segmentation = Make("Segmentation", [("multipleModelMethod", Averages ? "average" : "sum")]);
        foreach (var tree in trees)
        {
            var model = Model("TreeModel", false, Schema(withTarget: false), null, tree);
            model.AddAttribute("missingValueStrategy", "defaultChild");
            segmentation.AddChild(Segment(model));
        }
        var sum = Model("MiningModel", false, Schema(isRoot), Prediction(output), segmentation);
        if (start != 0) sum.AddChild(Make("Targets", Make("Target", [("field", Target), ("rescaleConstant", Text(start))])));
        return sum;
    }

    /// <summary>The output that gives a sum to the next model; null when it has no name.</summary>
    public PmmlElement? Prediction(string? output) => output is null ? null : Make("Output", Make("OutputField",
        [("name", output), ("feature", "predictedValue"), ("optype", "continuous"), ("dataType", NumberType),
            ("isFinalResult", "false")]));

    public PmmlElement Model(string name, bool isClassification, PmmlElement schema, PmmlElement? output, params PmmlElement[] children)
    {
        var model = Make(name, [("functionName", isClassification ? "classification" : "regression")], schema);
        if (IsFloat) model.AddAttribute("x-mathContext", "float");
        if (output is not null) model.AddChild(output);
        foreach (var child in children) model.AddChild(child);
        return model;
    }

    public PmmlElement Schema(bool withTarget) => Make("MiningSchema",
        [.. Features.Select(f => Make("MiningField", [("name", f.Name), ("invalidValueTreatment", "asIs")])), .. withTarget
            ? [Make("MiningField", [("name", Target), ("usageType", "target")])] : Array.Empty<PmmlElement>()]);

    public static PmmlElement Segment(PmmlElement model) => Make("Segment", Make("True"), model);
}
