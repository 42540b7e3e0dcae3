using System.Globalization;
using Maintenance.Scoring.Pmml.Document;
using Maintenance.Scoring.Pmml.Evaluation;
using Maintenance.Scoring.Pmml.Xml;

namespace Maintenance.Scoring.Pmml.Compilation;

/// <summary>Compiles a NearestNeighborModel: its training rows become points.</summary>
internal static class NearestNeighborCompiler
{
    public static ModelBody Compile(NearestNeighborElement model, CompilationContext context)
    {
        var measure = MeasureCompiler.Compile(model.Measure, model.Inputs, missingWeights: null, context.Scope);
        var width = model.Inputs.Count;
        var points = new double[model.Instances.Count * width];
        for (var i = 0; i < width; i++)
        {
            var field = context.Scope.Resolve(model.Inputs[i].Required("field"), model.Inputs[i]);
            var at = i;
            foreach (var (text, row) in model.Values(field.Name, model.Inputs[i]))
            {
                points[at] = field.ParseConstant(text, row);
                at += width;
            }
        }
        var ids = new Vocabulary(FieldDataType.String);
        double[] codes = [.. Ids(model).Select(id => (double)ids.Add(id))];
        var first = context.Layout.Allocate(2 * model.Neighbors, model.Element);
        return new CompiledNearestNeighbor(
            context.Result, measure, points, width, ReadTargets(model, context), model.Continuous, model.WeighsVotes, model.Threshold,
            new CompiledNearestNeighbor.Slots(first, first + model.Neighbors, model.Neighbors), codes, ids);
    }

    private static IEnumerable<string> Ids(NearestNeighborElement model) => model.IdField is { } id
        ? model.Values(id, model.Element).Select(v => v.Text)
        : Enumerable.Range(1, model.Instances.Count).Select(i => i.ToString(CultureInfo.InvariantCulture));

    // Numbers, or codes of categories. A model that only finds neighbours answers with the nearest one.
    private static double[] ReadTargets(NearestNeighborElement model, CompilationContext context)
    {
        if (model.Schema.Target is not { } target)
            return context.Result.Labels is { } names ? [.. Ids(model).Select(id => (double)names.CodeOf(id))] : [.. model.Instances.Select(_ => double.NaN)];
        var values = model.Values(target.Name, target.Element);
        if (context.Result.Labels is { } labels) return [.. values.Select(v => (double)labels.CodeOf(v.Text))];
        return [.. values.Select(v => PmmlElement.TryParseFinite(v.Text, out var number) ? number : throw v.Row.Refuse($"'{PmmlElement.Shorten(v.Text)}' is no number."))];
    }

    /// <summary>The categories that the rows know.</summary>
    public static IEnumerable<string> Labels(NearestNeighborElement model) =>
        model.Schema.Target is { } target ? model.Values(target.Name, target.Element).Select(v => v.Text) : Ids(model);
}
