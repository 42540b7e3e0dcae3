using Maintenance.Scoring.Pmml.Document;
using Maintenance.Scoring.Pmml.Evaluation;
using Maintenance.Scoring.Pmml.Xml;

namespace Maintenance.Scoring.Pmml.Compilation;

/// <summary>Compiles a ClusteringModel.</summary>
internal static class ClusteringCompiler
{
    public static ModelBody Compile(ClusteringModelElement model, CompilationContext context)
    {
        // A distance is found by code: the categories must be the clusters in their order.
        for (var i = 0; i < model.Labels.Length; i++)
            if (context.Result.Labels!.CodeOf(model.Labels[i]) != i) throw model.Element.Refuse("two clusters have the same id, or the target lists them in another order.");
        var fallback = model.Measure.Optional("compareFunction") ?? "absDiff";
        return new CompiledClustering(
            context.Result, [.. model.Fields.Select(f => CompileField(f, fallback, context))], model.Centers, model.Metric.Name,
            model.Metric.Name == "minkowski" ? model.Metric.Number("p-parameter") : 2,
            model.Weights ?? [.. model.Fields.Select(_ => 1.0)], context.Layout.Allocate(1 + model.Centers.Length, model.Element));
    }

    private static CompiledClustering.Field CompileField(PmmlElement element, string fallback, CompilationContext context)
    {
        element.AllowOnly();
        var function = element.Optional("compareFunction") ?? fallback;
        if (function is not ("absDiff" or "gaussSim" or "delta" or "equal")) throw element.Refuse($"compareFunction=\"{PmmlElement.Shorten(function)}\" is not supported.");
        return new CompiledClustering.Field(
            context.Scope.ResolveNumeric(element.Required("field"), element).Slot, element.Number("fieldWeight", 1), function,
            function == "gaussSim" ? element.Number("similarityScale") : 1);
    }
}
