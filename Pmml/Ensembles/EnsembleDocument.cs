using System.Globalization;
using Maintenance.Pmml.Xml;
using static Maintenance.Pmml.Xml.Markup;

namespace Maintenance.Pmml.Ensembles;

/// <summary>
/// Writes a <see cref="TreeEnsemble"/> as PMML 4.4 that repeats ML.NET's computation operation by operation: leaves and sums in double
/// precision, each margin rounded once to float32, then the link in double precision as derived fields (<c>exp</c>, or Platt's probability
/// rounded to float32) under <c>simplemax</c>, which divides by their sum. Thresholds are written as the exact doubles of the float32
/// values.
/// </summary>
internal sealed class EnsembleDocument(TreeEnsemble ensemble, EnsembleText text)
{
    private const string Predicted = "predicted";

    private bool IsClassification => ensemble.Classes.Count > 0;

    public PmmlElement Build()
    {
        var model = ensemble.Link == TreeLink.Identity ? Sum(ensemble.Groups[0], Levels(), isRoot: true) : Chain();
        if (text.Verification.Count > 0) model.AddChild(Verification());
        return Make("PMML", [("version", "4.4")],
            Make("Header", [("description", text.Description)], Make("Application", [("name", "Maintenance")])),
            Dictionary(), model);
    }

    private string Function => IsClassification ? "classification" : "regression";

    private PmmlElement Dictionary() => Make("DataDictionary", [
        IsClassification
            ? Make("DataField", [("name", text.Target), ("optype", "categorical"), ("dataType", "string")],
                [.. ensemble.Classes.Select(c => Make("Value", [("value", c)]))])
            : Continuous("DataField", text.Target, "double"),
        .. ensemble.Features.Select(f => Continuous("DataField", f, "float"))]);

    private PmmlElement Chain()
    {
        var segmentation = Make("Segmentation", [("multipleModelMethod", "modelChain")]);
        for (var i = 0; i < ensemble.Groups.Count; i++)
        {
            var margin = Make("Output", Output(Margin(i), "float", "predictedValue", isFinal: false));
            segmentation.AddChild(Segment(i + 1, Sum(ensemble.Groups[i], margin, isRoot: false)));
        }
        segmentation.AddChild(Segment(ensemble.Groups.Count + 1, Top()));
        var model = Make("MiningModel", [("modelName", text.Name), ("functionName", Function)],
            Schema(ensemble.Features, withTarget: true));
        if (IsClassification) model.AddChild(Make("Output", [.. ensemble.Classes.Select(Probability)]));
        model.AddChild(Stats());
        model.AddChild(segmentation);
        return model;
    }

    private PmmlElement Top()
    {
        string[] margins = [.. ensemble.Groups.Select((_, i) => Margin(i))];
        var schema = Schema(margins, withTarget: true);
        var linked = Make("LocalTransformations", [.. ensemble.Groups.Select(Linked)]);
        if (!IsClassification)
            return Make("RegressionModel", [("functionName", Function), ("normalizationMethod", "none")], schema, linked,
                Make("RegressionTable", [("intercept", "0")], Predictor(Share(0))));
        // With two classes and one margin, the first table holds the probability; the second, by PMML's rule, gets the complement.
        var isLogistic = ensemble.Link == TreeLink.Logistic;
        return Make("RegressionModel", [("functionName", "classification"), ("normalizationMethod", isLogistic ? "none" : "simplemax")],
            [schema, linked, .. ensemble.Classes.Select((c, i) => isLogistic && i == 1
                ? Make("RegressionTable", [("intercept", "0"), ("targetCategory", c)]) : Table(c, Share(i)))]);
    }

    private PmmlElement Linked(TreeGroup group, int number)
    {
        var (margin, isDouble) = (FieldRef(Margin(number)), ensemble.Link == TreeLink.SoftMax);
        var field = Continuous("DerivedField", Share(number), isDouble ? "double" : "float");
        field.AddChild(ensemble.Link switch
        {
            TreeLink.SoftMax => Apply("exp", margin),
            TreeLink.Average => Apply("/", margin, Constant(group.Trees.Count)),
            _ => Apply("/", Constant(1), Apply("+", Constant(1),
                Apply("exp", Apply("+", Apply("*", Constant(group.Slope), margin), Constant(group.Offset))))),
        });
        return field;
    }

    private PmmlElement Sum(TreeGroup group, PmmlElement? output, bool isRoot)
    {
        var segmentation = Make("Segmentation", [("multipleModelMethod", "sum")]);
        // The bias is a one-leaf tree before all others, so that the sum begins with it.
        var trees = group.Bias == 0
            ? group.Trees : [new NumericTree([], [], [], [], [], [group.Bias]) { LeafCovers = [1] }, .. group.Trees];
        for (var i = 0; i < trees.Count; i++) segmentation.AddChild(Segment(i + 1, Tree(trees[i])));
        var sum = Make("MiningModel", [("functionName", "regression")], Schema(ensemble.Features, withTarget: isRoot));
        if (isRoot) sum.AddAttribute("modelName", text.Name);
        if (output is not null) sum.AddChild(output);
        if (isRoot) sum.AddChild(Stats());
        sum.AddChild(segmentation);
        return sum;
    }

    private PmmlElement Tree(NumericTree tree)
    {
        var used = tree.Features.Distinct().Order().Select(f => ensemble.Features[f]);
        return Make("TreeModel", [("functionName", "regression"), ("missingValueStrategy", "defaultChild"),
            ("splitCharacteristic", "binarySplit")],
            Schema([.. used], withTarget: false), Node(tree, tree.Left.Length == 0 ? ~0 : 0, Make("True"), Covers(tree)));
    }

    private PmmlElement Node(NumericTree tree, int at, PmmlElement predicate, double[]? covers)
    {
        var node = Make("Node", [("id", Text(at))]);
        if (at < 0) node.AddAttribute("score", Text(tree.LeafValues[~at]));
        else node.AddAttribute("defaultChild", Text(tree.MissingLeft[at] ? tree.Left[at] : tree.Right[at]));
        if (covers is not null) node.AddAttribute("recordCount", Text(at < 0 ? tree.LeafCovers![~at] : covers[at]));
        node.AddChild(predicate);
        if (at < 0) return node;
        var (field, threshold) = (ensemble.Features[tree.Features[at]], Text((double)tree.Thresholds[at]));
        node.AddChild(Node(tree, tree.Left[at], Compare(field, "lessOrEqual", threshold), covers));
        node.AddChild(Node(tree, tree.Right[at], Compare(field, "greaterThan", threshold), covers));
        return node;
    }

    private static double[]? Covers(NumericTree tree)
    {
        if (tree.LeafCovers is null) return null;
        var covers = new double[tree.Left.Length];
        double Below(int at) => at < 0 ? tree.LeafCovers[~at] : covers[at] = Below(tree.Left[at]) + Below(tree.Right[at]);
        if (covers.Length > 0) Below(0);
        return covers;
    }

    // max(0, line): linear between the points, and extrapolated along the outer pieces.
    private PmmlElement? Levels()
    {
        if (text.Levels.Count == 0) return null;
        var output = Make("Output", Output(Predicted, "float", "predictedValue", isFinal: false));
        foreach (var level in text.Levels)
        {
            var zero = Constant(0);
            var line = Make("NormContinuous", [("field", Predicted), ("outliers", "asIs")],
                [.. level.Points.Select(p => Make("LinearNorm", [("orig", Text(p.Predicted)), ("norm", Text(p.Level))]))]);
            var field = Output(level.Name, "double", "transformedValue", isFinal: true);
            field.AddChild(Apply("max", zero, line));
            output.AddChild(field);
        }
        return output;
    }

    private PmmlElement Stats() =>
        Make("ModelStats", [.. ensemble.Features.Where(f => text.Usual.TryGetValue(f, out var range) && !float.IsNaN(range.Low)).Select(f =>
        Make("UnivariateStats", [("field", f)], Make("NumericInfo",
            Make("Quantile", [("quantileLimit", "1"), ("quantileValue", Text(text.Usual[f].Low))]),
                Make("Quantile", [("quantileLimit", "99"), ("quantileValue", Text(text.Usual[f].High))]))))]);

    private PmmlElement Verification()
    {
        string[] results = IsClassification
            ? [.. ensemble.Classes.Select(c => $"probability({c})")] : [text.Target, .. text.Levels.Select(l => l.Name)];
        var fields = Make("VerificationFields", [
            .. ensemble.Features.Select((f, i) => Make("VerificationField", [("field", f), ("column", $"x{i}")])),
            .. results.Select((r, i) => Make("VerificationField", [("field", r), ("column", $"y{i}"), ("precision", "1E-6")]))]);
        return Make("ModelVerification", [("recordCount", Text(text.Verification.Count))], fields,
            Make("InlineTable", [.. text.Verification.Select(Row)]));

        static PmmlElement Row((float[] Row, float[] Expected) row) => Make("row", [
            .. row.Row.Select((v, i) => (v, i)).Where(p => !float.IsNaN(p.v)).Select(p => Cell($"x{p.i}", p.v)),
            .. row.Expected.Select((v, i) => Cell($"y{i}", v))]);
    }

    private static PmmlElement Cell(string name, float value)
    {
        var cell = Make(name);
        cell.Text = Text(value);
        return cell;
    }

    private static PmmlElement Probability(string label)
    {
        var field = Output($"probability({label})", "float", "probability", isFinal: true);
        field.AddAttribute("value", label);
        return field;
    }

    private static PmmlElement Output(string name, string type, string feature, bool isFinal)
    {
        var field = Continuous("OutputField", name, type);
        field.AddAttribute("feature", feature);
        if (!isFinal) field.AddAttribute("isFinalResult", "false");
        return field;
    }

    private PmmlElement Schema(IReadOnlyList<string> active, bool withTarget) => Make("MiningSchema", [
        .. withTarget ? [Make("MiningField", [("name", text.Target), ("usageType", "target")])] : Array.Empty<PmmlElement>(),
        .. active.Select(f => Make("MiningField", [("name", f), ("usageType", "active"), ("invalidValueTreatment", "asIs")]))]);

    private static PmmlElement Table(string category, string field) => Make("RegressionTable",
        [("intercept", "0"), ("targetCategory", category)], Predictor(field));

    private static PmmlElement Predictor(string field) => Make("NumericPredictor", [("name", field), ("coefficient", "1")]);

    private static PmmlElement Continuous(string element, string name, string type) =>
        Make(element, [("name", name), ("optype", "continuous"), ("dataType", type)]);

    private static PmmlElement Segment(int id, PmmlElement model) => Make("Segment", [("id", Text(id))], Make("True"), model);

    private string Margin(int group) => $"margin({Label(group)})";

    private string Share(int group) => $"share({Label(group)})";

    private string Label(int group) => IsClassification ? ensemble.Classes[group] : text.Target;

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(double value) => Markup.Text(value);

    private static string Text(float value) => Markup.Text(value);
}
