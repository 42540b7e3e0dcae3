using System.Text.Json;
using Maintenance.Pmml.Native;
using Maintenance.Pmml.Xml;
using static Maintenance.Pmml.Xml.Markup;

namespace Maintenance.Pmml.Xgboost;

/// <summary>
/// XGBoost's booster gblinear: a weight per feature and group, then the groups' biases. A missing feature contributes nothing.
/// </summary>
internal static class XgboostLinear
{
    public static PmmlElement Read(JsonElement learner, JsonElement booster, int? iterations)
    {
        if (iterations is not null) throw new NativeModelException("gblinear", "a linear booster has no iterations: it cannot be cut "
            + "short.");
        var model = booster.GetProperty("model");
        var parameters = learner.GetProperty("learner_model_param");
        var objective = XgboostObjective.Of(NativeJson.Text(learner.GetProperty("objective").GetProperty("name"), "objective"));
        var features = XgboostJson.ReadFeatures(learner, model);
        if (Array.Find(features, f => f.Categories is not null) is { } category)
            throw new NativeModelException("feature_types",
            $"feature '{category.Name}' is categorical; a linear booster supports numbers only.");
        var groups = Math.Max(Math.Max(XgboostJson.Int(parameters, "num_class"), XgboostJson.Int(parameters, "num_target")), 1);
        var weights = XgboostJson.Floats(model, "weights");
        if (groups > PmmlLimits.MaxCategories || weights.LongLength != (features.LongLength + 1) * groups)
            throw new NativeModelException("weights", $"{weights.Length} weights for {features.Length} features and {groups} outputs.");
        var starts = objective.Starts(NativeJson.Text(parameters.GetProperty("base_score"), "base_score"), groups);
        var document = new NativeDocument(features, IsFloat: true, Averages: false, objective.Link, Slope: 1, groups);
        return document.Build((group, output, isRoot) =>
            Line(document, weights, group, groups, (float)starts[group], output, isRoot));
    }

    private static PmmlElement Line(NativeDocument document, float[] weights, int group, int groups, float start, string? output,
        bool isRoot)
    {
        var table = Make("RegressionTable", [("intercept", Text(weights[(document.Features.Count * groups) + group] + start))]);
        for (var i = 0; i < document.Features.Count; i++)
            if (weights[(i * groups) + group] is not 0 and var weight)
                table.AddChild(Make("NumericPredictor", [("name", document.Features[i].Name), ("coefficient", Text(weight))]));
        var schema = document.Schema(isRoot);
        foreach (var field in schema.Children)
            if (field.Optional("usageType") is null) field.AddAttribute("missingValueReplacement", "0");
        return document.Model("RegressionModel", false, schema, document.Prediction(output), table);
    }
}
