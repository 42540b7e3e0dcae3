using Maintenance.Pmml.DataDictionary;
using Maintenance.Pmml.Model;
using Maintenance.Pmml.Transformations;
using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.MiningModel;

/// <summary>MiningModel: several models combined.</summary>
internal sealed class MiningModelElement : ModelElement
{
    public MiningModelElement(PmmlElement element, ModelKinds kinds) : base(element, "Segmentation")
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
        SkipsMissing = segmentation.Word("missingPredictionTreatment", false, ("continue", false), ("returnMissing", false),
            ("skipSegment", true));
        MissingThreshold = segmentation.Number("missingThreshold", 1);
        Segments = [.. segmentation.ChildrenNamed("Segment").Select(s => Segment.Read(s, kinds))];
        if (Segments.Count == 0) throw segmentation.Refuse("has no Segment.");
        Segmentation = segmentation;
        if (Method == MultipleModelMethod.MultiModelChain) Outputs = [.. Outputs, .. TargetOutputs()];
    }

    public PmmlElement Segmentation { get; }

    public MultipleModelMethod Method { get; }

    /// <summary>
    /// True when segments without a result are left out, up to <see cref="MissingThreshold"/>; otherwise one of them leaves the whole model
    /// without one.
    /// </summary>
    public bool SkipsMissing { get; }

    public double MissingThreshold { get; }

    public IReadOnlyList<Segment> Segments { get; }

    // Each target is a result, even without an OutputField.
    private IEnumerable<OutputField> TargetOutputs()
    {
        for (var i = 0; i < Segments.Count; i++)
        {
            if (Segments[i].Model.Schema.Target is not { } target || Outputs.Any(o => o.Name == target.Name)) continue;
            var element = Segments[i].Element;
            if (element.Optional("id") is null) element.AddAttribute("id", $"#{i + 1}");
            if (Segments.Count(s => s.Element.Optional("id") == element.Optional("id")) > 1)
                throw element.Refuse("its id is not unique.");
            var field = new PmmlElement("OutputField", element.Line);
            field.AddAttribute("name", target.Name);
            field.AddAttribute("segmentId", element.Required("id"));
            yield return OutputField.Read(field);
        }
    }

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
