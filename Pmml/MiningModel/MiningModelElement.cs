using Maintenance.Pmml.DataDictionary;
using Maintenance.Pmml.MiningFields;
using Maintenance.Pmml.Model;
using Maintenance.Pmml.Transformations;
using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.MiningModel;

/// <summary>MiningModel: several models combined.</summary>
internal sealed class MiningModelElement : ModelElement
{
    public MiningModelElement(PmmlElement element, ModelKinds kinds) : base(element, ChainTarget(element), ["Segmentation"])
    {
        var segmentation = element.RequiredChild("Segmentation");
        segmentation.AllowOnly("Segment", "LocalTransformations");
        DerivedFields = [.. DerivedFields, .. DerivedField.ReadAll(segmentation.Child("LocalTransformations"))];
        _ = segmentation.Required("multipleModelMethod");
        Method = segmentation.Word("multipleModelMethod", MultipleModelMethod.Sum,
            ("modelChain", MultipleModelMethod.ModelChain), ("selectFirst", MultipleModelMethod.SelectFirst),
                ("selectAll", MultipleModelMethod.SelectAll),
            ("multiModelChain", MultipleModelMethod.MultiModelChain), ("x-multiModelChain", MultipleModelMethod.MultiModelChain),
                ("sum", MultipleModelMethod.Sum),
            ("weightedSum", MultipleModelMethod.WeightedSum), ("x-weightedSum", MultipleModelMethod.WeightedSum),
                ("average", MultipleModelMethod.Average),
            ("weightedAverage", MultipleModelMethod.WeightedAverage), ("median", MultipleModelMethod.Median),
            ("weightedMedian", MultipleModelMethod.WeightedMedian), ("x-weightedMedian", MultipleModelMethod.WeightedMedian),
            ("max", MultipleModelMethod.Max),
            ("majorityVote", MultipleModelMethod.MajorityVote), ("weightedMajorityVote", MultipleModelMethod.WeightedMajorityVote));
        // Exporters wrote both as extensions before PMML 4.4.
        var prefix = segmentation.Optional("missingPredictionTreatment") is null ? "x-" : "";
        SkipsMissing = segmentation.Word($"{prefix}missingPredictionTreatment", false, ("continue", false), ("returnMissing", false),
            ("skipSegment", true));
        VotesMissing = segmentation.Optional($"{prefix}missingPredictionTreatment") is null or "continue";
        MissingThreshold = segmentation.Number("missingThreshold", segmentation.Number("x-missingThreshold", 1));
        Segments = [.. segmentation.ChildrenNamed("Segment").Select(s => Segment.Read(s, kinds))];
        if (Segments.Count == 0) throw segmentation.Refuse("has no Segment.");
        Segmentation = segmentation;
        foreach (var segment in Segments) _ = segment.Element.Optional("id");
        if (Method is not (MultipleModelMethod.ModelChain or MultipleModelMethod.MultiModelChain)) return;
        Outputs = [.. Outputs.Select(OfSegment)];
        Outputs = [.. Outputs, .. TargetOutputs()];
    }

    public PmmlElement Segmentation { get; }

    public MultipleModelMethod Method { get; }

    /// <summary>
    /// True when segments without a result are left out, up to <see cref="MissingThreshold"/>; otherwise one of them leaves the whole model
    /// without one.
    /// </summary>
    public bool SkipsMissing { get; }

    /// <summary>True when a segment without a result votes for having none.</summary>
    public bool VotesMissing { get; }

    public double MissingThreshold { get; }

    public IReadOnlyList<Segment> Segments { get; }

    // The result of a modelChain is its last segment's, that of a multiModelChain its first's: of several targets it is for theirs.
    private static string? ChainTarget(PmmlElement element)
    {
        var segmentation = element.Child("Segmentation");
        var method = segmentation?.Peek("multipleModelMethod");
        if (method is not ("modelChain" or "multiModelChain" or "x-multiModelChain")) return null;
        if (element.Child("MiningSchema") is not { } own) return null;
        string?[] targets = [.. segmentation!.ChildrenNamed("Segment").Select(TargetOf)];
        var target = method == "modelChain" ? targets.LastOrDefault() : targets.FirstOrDefault();
        return target is not null && MiningSchema.Read(own).Predicts(target) ? target : null;
    }

    private static string? TargetOf(PmmlElement segment) =>
        segment.Children.FirstOrDefault(c => c.Child("MiningSchema") is not null) is not { } model ? null
            : ChainTarget(model) ?? MiningSchema.Read(model.RequiredChild("MiningSchema")).Target?.Name;

    // An output for another target than the result's is the result of the last segment that predicts it.
    private OutputField OfSegment(OutputField output)
    {
        if (output.SegmentId is not null || output.Element.Optional("targetField") is not { } target || target == Schema.Target?.Name)
            return output;
        var at = LastFor(target);
        return at < 0 ? output : output with { SegmentId = IdOf(at) };
    }

    // Each target is a result, even without an OutputField.
    private List<OutputField> TargetOutputs()
    {
        var outputs = new List<OutputField>();
        var targets = Segments.Select(s => s.Model.Schema.Target?.Name).Distinct().OfType<string>();
        foreach (var target in targets.Where(t => Schema.Predicts(t) && Outputs.All(o => o.Name != t)))
        {
            if (Method == MultipleModelMethod.ModelChain && target == Schema.Target?.Name) continue;
            var field = new PmmlElement("OutputField", Segmentation.Line);
            field.AddAttribute("name", target);
            field.AddAttribute("segmentId", IdOf(LastFor(target)));
            outputs.Add(OutputField.Read(field));
        }
        return outputs;
    }

    private int LastFor(string target) => Segments.ToList().FindLastIndex(s => s.Model.Schema.Target?.Name == target);

    private string IdOf(int segment)
    {
        var element = Segments[segment].Element;
        if (element.Optional("id") is null) element.AddAttribute("id", $"#{segment + 1}");
        return Segments.Count(s => s.Element.Optional("id") == element.Optional("id")) > 1
            ? throw element.Refuse("its id is not unique.") : element.Required("id");
    }

    /// <summary>
    /// True when a segment of a chain may give the chain's result: it predicts the same target, or none that is known to the model.
    /// </summary>
    public bool Answers(Segment segment) => segment.Model.Schema.Target is not { } target || target.Name == Schema.Target?.Name
        || !Schema.Predicts(target.Name);

    public override ModelBody CompileBody(CompilationContext context) => MiningModelCompiler.Compile(this, context);

    public override void AddCategories(Vocabulary labels)
    {
        if (Method == MultipleModelMethod.ModelChain)
        {
            Segments[^1].Model.AddCategories(labels);
            return;
        }
        foreach (var segment in Segments)
            if (segment.Model.IsClassification) segment.Model.AddCategories(labels);
    }

    /// <summary>
    /// True when Targets only adds a constant to a float32 sum. Such a document comes from XGBoost, whose sum starts with that constant
    /// (its base score); adding it last, as PMML says, rounds differently by up to ten units in the last place.
    /// </summary>
    public bool SumsFromConstant =>
        this is { IsFloat: true, IsClassification: false, Method: MultipleModelMethod.Sum }
        && Target is { Min: double.NegativeInfinity, Max: double.PositiveInfinity, RescaleFactor: 1, Default: double.NaN };

    public override Target? TargetOfResult => SumsFromConstant ? Target! with { RescaleConstant = 0 } : Target;
}
