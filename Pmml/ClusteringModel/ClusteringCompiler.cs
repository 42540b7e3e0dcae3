using Maintenance.Pmml.ComparisonMeasures;
using Maintenance.Pmml.Model;

namespace Maintenance.Pmml.ClusteringModel;

/// <summary>Compiles a ClusteringModel.</summary>
internal static class ClusteringCompiler
{
    public static ModelBody Compile(ClusteringModelElement model, CompilationContext context)
    {
        // Distances are indexed by category code: the categories must be the clusters in order.
        for (var i = 0; i < model.Labels.Length; i++)
            if (context.Result.Labels!.CodeOf(model.Labels[i]) != i)
                throw model.Element.Refuse("two clusters have the same id, or the target lists them in a different order.");
        return new CompiledClustering(
            context.Result, MeasureCompiler.Compile(model.Measure, model.Fields, model.Weights, context.Scope), model.Centers,
            context.Layout.Allocate(1 + model.Centers.Length, model.Element));
    }
}
