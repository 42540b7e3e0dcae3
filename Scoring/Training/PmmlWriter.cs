using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;

namespace Maintenance.Scoring.Training;

/// <summary>
/// Writes boosted trees as PMML 4.4: a chain of one sum of trees per class and a softmax, with the usual ranges of healthy rows and
/// verification rows. Floats are written so that they read back to the same bits.
/// </summary>
public static class PmmlWriter
{
    private static readonly XNamespace Pmml = "http://www.dmg.org/PMML-4_4";

    /// <summary>Makes the document.</summary>
    /// <param name="name">Model name.</param>
    /// <param name="description">Where it comes from, for the header.</param>
    /// <param name="trees">XGBoost's JSON trees.</param>
    /// <param name="features">Columns.</param>
    /// <param name="labels">Classes.</param>
    /// <param name="usual">5th and 95th percentile of each column on healthy rows; NaN leaves it out.</param>
    /// <param name="verification">Rows and their expected probabilities.</param>
    /// <param name="target">What is predicted; no column.</param>
    public static XDocument Write(
        string name, string description, string[] trees, IReadOnlyList<string> features, IReadOnlyList<string> labels,
        IReadOnlyList<(float Low, float High)> usual, IReadOnlyList<(float[] Row, float[] Probabilities)> verification, string target = "failure_mode")
    {
        var sums = labels.Select((label, k) => Segment(k + 1, Sum(label, features, trees.Where((_, i) => i % labels.Count == k))));
        var link = Segment(labels.Count + 1, E("RegressionModel", A("functionName", "classification"), A("normalizationMethod", "softmax"),
            E("MiningSchema", MiningField(target, "target"), labels.Select(l => MiningField(SumName(l), "active"))),
            labels.Select(l => E("RegressionTable", A("intercept", "0"), A("targetCategory", l), E("NumericPredictor", A("name", SumName(l)), A("coefficient", "1"))))));
        return new XDocument(E("PMML", A("version", "4.4"),
            E("Header", A("description", description), E("Application", A("name", "Maintenance"))),
            E("DataDictionary", E("DataField", A("name", target), A("optype", "categorical"), A("dataType", "string"), labels.Select(l => E("Value", A("value", l)))),
                features.Select(f => E("DataField", A("name", f), A("optype", "continuous"), A("dataType", "float")))),
            E("MiningModel", A("modelName", name), A("functionName", "classification"),
                E("MiningSchema", MiningField(target, "target"), features.Select(f => MiningField(f, "active"))),
                E("Output", labels.Select(l => E("OutputField", A("name", $"probability({l})"), A("optype", "continuous"), A("dataType", "float"), A("feature", "probability"), A("value", l)))),
                E("ModelStats", features.Select((f, i) => (f, i)).Where(p => !float.IsNaN(usual[p.i].Low)).Select(p => Usual(p.f, usual[p.i]))),
                E("Segmentation", A("multipleModelMethod", "modelChain"), sums, link),
                Verification(features, [.. labels.Select((l, i) => ($"probability({l})", $"p{i}"))], verification))));
    }

    /// <summary>Makes the document of a regression: one sum of trees in float32 that begins with the base score, as XGBoost adds.</summary>
    /// <param name="name">Model name.</param>
    /// <param name="description">Where it comes from, for the header.</param>
    /// <param name="trees">XGBoost's JSON trees.</param>
    /// <param name="features">Columns.</param>
    /// <param name="target">What is predicted.</param>
    /// <param name="baseScore">Score before the first tree.</param>
    /// <param name="verification">Rows and XGBoost's own prediction of them.</param>
    public static XDocument WriteRegression(
        string name, string description, string[] trees, IReadOnlyList<string> features, string target, double baseScore,
        IReadOnlyList<(float[] Row, float Predicted)>? verification = null) =>
        new(E("PMML", A("version", "4.4"),
            E("Header", A("description", description), E("Application", A("name", "Maintenance"))),
            E("DataDictionary", features.Append(target).Select(f => E("DataField", A("name", f), A("optype", "continuous"), A("dataType", "float")))),
            E("MiningModel", A("modelName", name), A("functionName", "regression"), A("x-mathContext", "float"),
                E("MiningSchema", MiningField(target, "target"), features.Select(f => MiningField(f, "active"))),
                E("Targets", E("Target", A("field", target), A("rescaleConstant", Text((float)baseScore)))),
                E("Segmentation", A("multipleModelMethod", "sum"), trees.Select((tree, i) => Segment(i + 1, Tree(tree, features)))),
                verification is null ? (object)Array.Empty<XElement>() : Verification(features, [(target, "y")], [.. verification.Select(v => (v.Row, new[] { v.Predicted }))]))));

    private static XElement Sum(string label, IReadOnlyList<string> features, IEnumerable<string> trees) =>
        E("MiningModel", A("functionName", "regression"), A("x-mathContext", "float"),
            E("MiningSchema", features.Select(f => MiningField(f, "active"))),
            E("Output", E("OutputField", A("name", SumName(label)), A("optype", "continuous"), A("dataType", "float"), A("feature", "predictedValue"), A("isFinalResult", "false"))),
            E("Segmentation", A("multipleModelMethod", "sum"), trees.Select((tree, i) => Segment(i + 1, Tree(tree, features)))));

    internal static XElement Tree(string json, IReadOnlyList<string> features)
    {
        using var document = JsonDocument.Parse(json);
        var used = new SortedSet<int>();
        var root = Node(document.RootElement, E("True"), features, used);
        return E("TreeModel", A("functionName", "regression"), A("missingValueStrategy", "defaultChild"), A("splitCharacteristic", "binarySplit"), A("x-mathContext", "float"),
            E("MiningSchema", used.Select(f => MiningField(features[f], "active"))), root);
    }

    private static XElement Node(JsonElement node, XElement predicate, IReadOnlyList<string> features, SortedSet<int> used)
    {
        var id = A("id", Id(node.GetProperty("nodeid").GetInt32()));
        var cover = A("recordCount", Text(node.GetProperty("cover").GetSingle()));
        if (node.TryGetProperty("leaf", out var leaf)) return E("Node", id, A("score", Text(leaf.GetSingle())), cover, predicate);
        var feature = int.Parse(node.GetProperty("split").GetString()![1..], CultureInfo.InvariantCulture);
        used.Add(feature);
        var value = Text(node.GetProperty("split_condition").GetSingle());
        var (yes, no) = (node.GetProperty("yes").GetInt32(), node.GetProperty("no").GetInt32());
        var children = node.GetProperty("children").EnumerateArray().ToDictionary(c => c.GetProperty("nodeid").GetInt32());
        return E("Node", id, A("defaultChild", Id(node.GetProperty("missing").GetInt32())), cover, predicate,
            Node(children[yes], Predicate(features[feature], "lessThan", value), features, used),
            Node(children[no], Predicate(features[feature], "greaterOrEqual", value), features, used));
    }

    private static XElement Usual(string field, (float Low, float High) range) =>
        E("UnivariateStats", A("field", field), E("NumericInfo",
            E("Quantile", A("quantileLimit", "5"), A("quantileValue", Text(range.Low))), E("Quantile", A("quantileLimit", "95"), A("quantileValue", Text(range.High)))));

    private static XElement Verification(
        IReadOnlyList<string> features, IReadOnlyList<(string Field, string Column)> results, IReadOnlyList<(float[] Row, float[] Expected)> rows) =>
        E("ModelVerification", A("recordCount", Text(rows.Count)),
            E("VerificationFields",
                features.Select((f, i) => E("VerificationField", A("field", f), A("column", $"x{i}"))),
                results.Select(r => E("VerificationField", A("field", r.Field), A("column", r.Column), A("precision", "1E-5")))),
            E("InlineTable", rows.Select(r => E("row",
                r.Row.Select((v, i) => (v, i)).Where(p => !float.IsNaN(p.v)).Select(p => E($"x{p.i}", Text(p.v))),
                r.Expected.Select((v, i) => E(results[i].Column, Text(v)))))));

    internal static XElement Segment(int id, XElement model) => E("Segment", A("id", Text(id)), E("True"), model);

    internal static XElement MiningField(string name, string usage) => E("MiningField", A("name", name), A("usageType", usage));

    private static XElement Predicate(string field, string op, string value) => E("SimplePredicate", A("field", field), A("operator", op), A("value", value));

    private static string SumName(string label) => $"sum({label})";

    private static string Id(int node) => node.ToString(CultureInfo.InvariantCulture);

    private static string Text(float value) => value.ToString("R", CultureInfo.InvariantCulture);

    internal static XElement E(string name, params object[] content) => new(Pmml + name, content);

    internal static XAttribute A(string name, string value) => new(name, value);
}
