using Maintenance.Pmml.DataDictionary;
using Maintenance.Pmml.Frames;
using Maintenance.Pmml.Model;
using Maintenance.Pmml.Predicates;

namespace Maintenance.Pmml.MiningModel;

/// <summary>Compiles a MiningModel: its segments in order, and how they combine.</summary>
internal static class MiningModelCompiler
{
    public static ModelBody Compile(MiningModelElement model, CompilationContext context)
    {
        Check(model, context);
        var several = model.Method == MultipleModelMethod.MultiModelChain;
        var chained = several || model.Method == MultipleModelMethod.ModelChain;
        var segments = new List<CompiledSegment>(model.Segments.Count);
        foreach (var segment in model.Segments)
        {
            var asked = segment.Element.Optional("id") is { } id && model.Outputs.Any(o => o.SegmentId == id) ? id : null;
            if (asked is not null) context.Layout.SkipUsed(); // no segment before it may write where it is missing
            var mark = context.Layout.Mark;
            var predicate = PredicateCompiler.Compile(segment.Predicate, context.Scope);
            var inherited = chained ? null : context.Result.Labels;
            if (chained && !several && ReferenceEquals(segment, model.Segments[^1])) inherited = context.Result.Labels;
            var compiled = ModelCompiler.Compile(segment.Model, context.Document, context.Scope, context.Layout, inherited);
            segments.Add(new CompiledSegment(predicate, compiled, segment.Weight, MapLabels(compiled, context, segment))
            {
                WeightSlot = FindWeight(segment, compiled, context),
                Answers = model.Answers(segment),
            });
            var kept = asked is not null && context.Segments.TryAdd(asked, (segment.Model, compiled));
            if (chained) ExposeOutputs(compiled, context);
            else if (!kept && (model.Method != MultipleModelMethod.SelectFirst || !compiled.AllOutputs.Any()))
                context.Layout.ReleaseTo(mark);
        }
        CompiledSegment[] all = [.. segments];
        return model.Method switch
        {
            MultipleModelMethod.ModelChain => new CompiledChain(context.Result, all),
            MultipleModelMethod.SelectFirst => new CompiledSelectFirst(context.Result, all)
            {
                Entity = CompileEntity(model, context),
                Shared = SharedOutput.Compile(all, model, context),
            },
            MultipleModelMethod.SelectAll or MultipleModelMethod.MultiModelChain => new CompiledSelectAll(context.Result, all, several),
            MultipleModelMethod.MajorityVote or MultipleModelMethod.WeightedMajorityVote =>
                new CompiledVote(context.Result, all, model.Method == MultipleModelMethod.WeightedMajorityVote, Policy(model)),
            _ when context.Result.Labels is not null =>
                new CompiledProbabilityAverage(context.Result, all, model.Method == MultipleModelMethod.WeightedAverage, Policy(model)),
            MultipleModelMethod.Median or MultipleModelMethod.WeightedMedian =>
                new CompiledMedian(context.Result, all, model.Method == MultipleModelMethod.WeightedMedian, Policy(model)),
            _ => new CompiledAggregate(context.Result, all, model.Method, Policy(model), model.SumsFromConstant
                ? (float)model.Target!.RescaleConstant : 0),
        };
    }

    // VariableWeight names a field, usually an output of the segment itself.
    private static int FindWeight(Segment segment, CompiledModel compiled, CompilationContext context)
    {
        if (segment.WeightField is not { } element) return -1;
        var name = element.Required("field");
        return compiled.Outputs.FirstOrDefault(o => o.Name == name)?.Slot ?? context.Scope.ResolveNumeric(name, element).Slot;
    }

    // A segment without an id is identified by its 1-based number.
    private static Field? CompileEntity(MiningModelElement model, CompilationContext context)
    {
        if (!context.Document.AsksForEntities) return null;
        var ids = new Vocabulary(FieldDataType.String);
        for (var i = 0; i < model.Segments.Count; i++)
            ids.Add(model.Segments[i].Element.Optional("id") ?? (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (ids.Count != model.Segments.Count) throw model.Segmentation.Refuse("two segments have the same id.");
        return new Field("entityId", context.Layout.Allocate(1, model.Element), FieldDataType.String, ids);
    }

    private static MissingSegmentPolicy Policy(MiningModelElement model) =>
        new(model.SkipsMissing, model.MissingThreshold, model.VotesMissing);

    private static void Check(MiningModelElement model, CompilationContext context)
    {
        var classification = context.Result.Labels is not null;
        var allowed = model.Method switch
        {
            MultipleModelMethod.ModelChain or MultipleModelMethod.SelectFirst or MultipleModelMethod.SelectAll
                or MultipleModelMethod.MultiModelChain => true,
            MultipleModelMethod.MajorityVote or MultipleModelMethod.WeightedMajorityVote => classification,
            MultipleModelMethod.Average or MultipleModelMethod.WeightedAverage => true,
            _ => !classification,
        };
        if (!allowed)
            throw model.Segmentation.Refuse($"multipleModelMethod {model.Method} is not supported for "
                + $"a {(classification ? "classification" : "regression")}.");
        if (model.Method is MultipleModelMethod.ModelChain or MultipleModelMethod.SelectAll or MultipleModelMethod.MultiModelChain) return;
        foreach (var segment in model.Segments)
            if (segment.Model.IsClassification != classification)
                throw segment.Element.Refuse("its functionName differs from that of the models it is combined with.");
    }

    private static void ExposeOutputs(CompiledModel segment, CompilationContext context)
    {
        foreach (var output in segment.AllOutputs)
            context.Scope.Define(new Field(output.Name, output.Slot, output.Labels is null
                ? FieldDataType.Double : FieldDataType.String, output.Labels));
    }

    /// <summary>Index of each category of the segment among the whole model's; null for a regression.</summary>
    private static int[]? MapLabels(CompiledModel segment, CompilationContext context, Segment element)
    {
        if (segment.Result.Labels is not { } own || context.Result.Labels is not { } outer) return null;
        var map = new int[own.Count];
        for (var i = 0; i < map.Length; i++)
        {
            map[i] = outer.CodeOf(own.Texts[i]);
            if (map[i] < 0 && element.Model.Schema.Target is not null && i >= own.DeclaredCount)
                throw element.Element.Refuse($"category '{own.Texts[i]}' is unknown to the enclosing model.");
        }
        return map;
    }
}
