using System.Globalization;
using Maintenance.Pmml.ComparisonMeasures;
using Maintenance.Pmml.DataDictionary;
using Maintenance.Pmml.MiningFields;
using Maintenance.Pmml.Model;
using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.NearestNeighborModel;

/// <summary>Compiles a NearestNeighborModel: training rows become points.</summary>
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
            if (!model.Columns.ContainsKey(field.Name)) continue;
            var at = i;
            foreach (var (text, row) in model.Values(field.Name, model.Inputs[i]))
            {
                points[at] = field.ParseConstant(text, row);
                at += width;
            }
        }
        if (model.Inputs.Any(f => !model.Columns.ContainsKey(f.Required("field")))) Derive(model, context, points);
        var ids = new Vocabulary(FieldDataType.String);
        double[] codes = [.. Ids(model).Select(id => (double)ids.Add(id))];
        var first = context.Layout.Allocate(3 * model.Neighbors, model.Element);
        var targets = ReadTargets(model, context);
        return new CompiledNearestNeighbor(
            context.Result, measure, points, width, targets, model.Continuous, model.WeighsVotes, model.Threshold,
            new CompiledNearestNeighbor.Slots(first, first + model.Neighbors, first + (2 * model.Neighbors), model.Neighbors), codes, ids,
            model.Schema.Target is null || context.Result.Labels is null ? [] : Ranks(targets, context.Result.Labels));
    }

    // An input without a column is derived from those with one, for training rows like for any other row.
    private static void Derive(NearestNeighborElement model, CompilationContext context, double[] points)
    {
        if (context.Layout.UsesText) throw model.Inputs[0].Refuse("fields computed from text cannot be derived for the training rows.");
        var known = model.Columns.Where(c => context.Scope.Find(c.Key) is not null)
            .Select(c => (Field: context.Scope.Resolve(c.Key, model.Element), Values: model.Values(c.Key, model.Element).ToArray()))
            .ToArray();
        var inputs = model.Inputs.Select(i => (Field: context.Scope.Resolve(i.Required("field"), i), Element: i)).ToArray();
        var frame = new double[context.Layout.Size];
        for (var row = 0; row < model.Instances.Count; row++)
        {
            Array.Fill(frame, double.NaN);
            foreach (var (field, values) in known) frame[field.Slot] = field.ParseConstant(values[row].Text, values[row].Row);
            foreach (var derived in context.Derived) derived.Apply(frame);
            for (var i = 0; i < inputs.Length; i++)
            {
                var value = points[(row * inputs.Length) + i] = frame[inputs[i].Field.Slot];
                if (double.IsNaN(value)) throw inputs[i].Element.Refuse($"is missing in training row {row + 1}: no InstanceField "
                    + "holds it, and it cannot be derived from those that exist.");
            }
        }
    }

    // Ties are won by the category with more training rows, then by the lexically first.
    private static int[] Ranks(double[] codes, Vocabulary labels)
    {
        var counts = new int[labels.Count];
        foreach (var code in codes) counts[(int)code]++;
        var ranks = new int[labels.Count];
        foreach (var (rank, code) in Enumerable.Range(0, labels.Count).OrderByDescending(c => counts[c])
            .ThenBy(c => labels.Texts[c], StringComparer.Ordinal).Index()) ranks[code] = rank;
        return ranks;
    }

    private static IEnumerable<string> Ids(NearestNeighborElement model) => model.IdField is { } id
        ? model.Values(id, model.Element).Select(v => v.Text)
        : Enumerable.Range(1, model.Instances.Count).Select(i => i.ToString(CultureInfo.InvariantCulture));

    // Numbers or category codes. A model without a prediction returns the nearest neighbour.
    private static double[] ReadTargets(NearestNeighborElement model, CompilationContext context)
    {
        if (model.Schema.Target is not { } target)
            return context.Result.Labels is { } names
                ? [.. Ids(model).Select(id => (double)names.CodeOf(id))] : [.. model.Instances.Select(_ => double.NaN)];
        var values = model.Values(target.Name, target.Element);
        if (context.Result.Labels is { } labels) return [.. values.Select(v => (double)labels.CodeOf(v.Text))];
        return [.. values.Select(v => Number(v))];
    }

    /// <summary>A target other than the first, for an output.</summary>
    public static NeighborTarget CompileTarget(NearestNeighborElement model, CompiledNearestNeighbor neighbors, string target,
        PmmlElement asker, CompilationContext context)
    {
        if (!model.Schema.Fields.Any(f => f.Usage == MiningFieldUsage.Target && f.Name == target))
            throw asker.Refuse($"'{PmmlElement.Shorten(target)}' is not a target of the model.");
        var rows = model.Values(target, asker).ToArray();
        if (!context.Document.Fields.TryGetValue(target, out var field) || field.IsContinuous)
            return new NeighborTarget(neighbors, [.. rows.Select(r => Number(r))], null, [], -1);
        var labels = new Vocabulary(field.DataType);
        labels.Declare(field.ValidValues);
        double[] codes = [.. rows.Select(r => (double)labels.Add(r.Text))];
        return new NeighborTarget(neighbors, codes, labels, Ranks(codes, labels), context.Layout.Allocate(labels.Count, asker));
    }

    private static double Number((string Text, PmmlElement Row) value) =>
        PmmlElement.TryParseFinite(value.Text, out var number)
            ? number : throw value.Row.Refuse($"'{PmmlElement.Shorten(value.Text)}' is not a number.");

    /// <summary>The categories found in the rows.</summary>
    public static IEnumerable<string> Labels(NearestNeighborElement model) =>
        model.Schema.Target is { } target ? model.Values(target.Name, target.Element).Select(v => v.Text) : Ids(model);
}
