using System.Globalization;
using System.Xml.Linq;
using Maintenance.Scoring.PrognosticAssessment;

namespace Maintenance.Scoring.Training;

/// <summary>
/// Writes a regression of remaining life as PMML 4.4: a sum of boosted trees, and its conformal calibration as output fields
/// (piecewise linear in the prediction), so that whoever scores the document gets P10, P50 and P90 in hours.
/// </summary>
public static class LifePmmlWriter
{
    private const string Target = "remaining_life_hours";
    private const string Predicted = "predicted_hours";

    /// <summary>Makes the document.</summary>
    /// <param name="name">Model name.</param>
    /// <param name="description">Where it comes from, for the header.</param>
    /// <param name="trees">XGBoost's JSON trees.</param>
    /// <param name="features">Columns.</param>
    /// <param name="calibration">Held-out errors.</param>
    /// <param name="verification">Rows and XGBoost's own prediction of them.</param>
    /// <param name="baseScore">Score before the first tree.</param>
    public static XDocument Write(
        string name, string description, string[] trees, IReadOnlyList<string> features, ConformalCalibration calibration,
        IReadOnlyList<(float[] Row, float Hours)> verification, double baseScore = 0)
    {
        var levels = new (string Name, Func<RemainingUsefulLife, double> Of)[] { ("rul_p10_hours", l => l.P10), ("rul_p50_hours", l => l.P50), ("rul_p90_hours", l => l.P90) };
        return new XDocument(PmmlWriter.E("PMML", PmmlWriter.A("version", "4.4"),
            PmmlWriter.E("Header", PmmlWriter.A("description", description), PmmlWriter.E("Application", PmmlWriter.A("name", "Maintenance"))),
            PmmlWriter.E("DataDictionary", Field(Target, "double"), features.Select(f => Field(f, "float"))),
            PmmlWriter.E("MiningModel", PmmlWriter.A("modelName", name), PmmlWriter.A("functionName", "regression"), PmmlWriter.A("x-mathContext", "float"),
                PmmlWriter.E("MiningSchema", PmmlWriter.MiningField(Target, "target"), features.Select(f => PmmlWriter.MiningField(f, "active"))),
                PmmlWriter.E("Output",
                    PmmlWriter.E("OutputField", PmmlWriter.A("name", Predicted), PmmlWriter.A("optype", "continuous"), PmmlWriter.A("dataType", "double"), PmmlWriter.A("feature", "predictedValue"), PmmlWriter.A("isFinalResult", "false")),
                    levels.Select(l => Level(l.Name, calibration, l.Of))),
                baseScore == 0 ? (object)Array.Empty<XElement>() : PmmlWriter.E("Targets", PmmlWriter.E("Target", PmmlWriter.A("field", Target), PmmlWriter.A("rescaleConstant", Text((float)baseScore)))),
                PmmlWriter.E("Segmentation", PmmlWriter.A("multipleModelMethod", "sum"), trees.Select((tree, i) => PmmlWriter.Segment(i + 1, PmmlWriter.Tree(tree, features)))),
                Verification(features, verification, calibration, levels))));
    }

    // max(0, prediction + error level): linear between the calibration's nodes, and parallel to the prediction beyond them.
    private static XElement Level(string name, ConformalCalibration calibration, Func<RemainingUsefulLife, double> of)
    {
        var nodes = calibration.Nodes.Select(n => (n.Predicted, Level: n.Predicted + of(n.Error))).ToList();
        var points = nodes.Prepend((nodes[0].Predicted - 1, nodes[0].Level - 1)).Append((nodes[^1].Predicted + 1, nodes[^1].Level + 1));
        return PmmlWriter.E("OutputField", PmmlWriter.A("name", name), PmmlWriter.A("optype", "continuous"), PmmlWriter.A("dataType", "double"), PmmlWriter.A("feature", "transformedValue"),
            PmmlWriter.E("Apply", PmmlWriter.A("function", "max"), PmmlWriter.E("Constant", PmmlWriter.A("dataType", "double"), "0"),
                PmmlWriter.E("NormContinuous", PmmlWriter.A("field", Predicted), PmmlWriter.A("outliers", "asIs"),
                    points.Select(p => PmmlWriter.E("LinearNorm", PmmlWriter.A("orig", Text(p.Item1)), PmmlWriter.A("norm", Text(p.Item2)))))));
    }

    private static XElement Verification(
        IReadOnlyList<string> features, IReadOnlyList<(float[] Row, float Hours)> rows, ConformalCalibration calibration, (string Name, Func<RemainingUsefulLife, double> Of)[] levels) =>
        PmmlWriter.E("ModelVerification", PmmlWriter.A("recordCount", rows.Count.ToString(CultureInfo.InvariantCulture)),
            PmmlWriter.E("VerificationFields",
                features.Select((f, i) => PmmlWriter.E("VerificationField", PmmlWriter.A("field", f), PmmlWriter.A("column", $"x{i}"))),
                PmmlWriter.E("VerificationField", PmmlWriter.A("field", Target), PmmlWriter.A("column", "y"), PmmlWriter.A("precision", "1E-5")),
                levels.Select((l, i) => PmmlWriter.E("VerificationField", PmmlWriter.A("field", l.Name), PmmlWriter.A("column", $"q{i}"), PmmlWriter.A("precision", "1E-4")))),
            PmmlWriter.E("InlineTable", rows.Select(r => PmmlWriter.E("row",
                r.Row.Select((v, i) => (v, i)).Where(p => !float.IsNaN(p.v)).Select(p => PmmlWriter.E($"x{p.i}", Text(p.v))),
                PmmlWriter.E("y", Text(r.Hours)),
                levels.Select((l, i) => PmmlWriter.E($"q{i}", Text(l.Of(calibration.Apply(r.Hours)))))))));

    private static XElement Field(string name, string type) =>
        PmmlWriter.E("DataField", PmmlWriter.A("name", name), PmmlWriter.A("optype", "continuous"), PmmlWriter.A("dataType", type));

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Text(float value) => value.ToString("R", CultureInfo.InvariantCulture);
}
