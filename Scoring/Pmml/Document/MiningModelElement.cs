using Maintenance.Scoring.Pmml.Xml;

namespace Maintenance.Scoring.Pmml.Document;

/// <summary>MiningModel: several models combined.</summary>
internal sealed class MiningModelElement : ModelElement
{
    public MiningModelElement(PmmlElement element) : base(element, "Segmentation")
    {
        var segmentation = element.RequiredChild("Segmentation");
        segmentation.AllowOnly("Segment", "LocalTransformations");
        DerivedFields = [.. DerivedFields, .. DerivedField.ReadAll(segmentation.Child("LocalTransformations"))];
        _ = segmentation.Required("multipleModelMethod");
        Method = segmentation.Word("multipleModelMethod", MultipleModelMethod.Sum,
            ("modelChain", MultipleModelMethod.ModelChain), ("selectFirst", MultipleModelMethod.SelectFirst), ("selectAll", MultipleModelMethod.SelectAll), ("sum", MultipleModelMethod.Sum),
            ("weightedSum", MultipleModelMethod.WeightedSum), ("x-weightedSum", MultipleModelMethod.WeightedSum), ("average", MultipleModelMethod.Average),
            ("weightedAverage", MultipleModelMethod.WeightedAverage), ("median", MultipleModelMethod.Median),
            ("weightedMedian", MultipleModelMethod.WeightedMedian), ("x-weightedMedian", MultipleModelMethod.WeightedMedian), ("max", MultipleModelMethod.Max),
            ("majorityVote", MultipleModelMethod.MajorityVote), ("weightedMajorityVote", MultipleModelMethod.WeightedMajorityVote));
        SkipsMissing = segmentation.Word("missingPredictionTreatment", false, ("continue", false), ("returnMissing", false), ("skipSegment", true));
        MissingThreshold = segmentation.Number("missingThreshold", 1);
        Segments = [.. segmentation.ChildrenNamed("Segment").Select(Segment.Read)];
        if (Segments.Count == 0) throw segmentation.Refuse("has no Segment.");
        Segmentation = segmentation;
    }

    public PmmlElement Segmentation { get; }

    public MultipleModelMethod Method { get; }

    /// <summary>Segments without a result are left out, up to <see cref="MissingThreshold"/>; otherwise one of them leaves the whole without one.</summary>
    public bool SkipsMissing { get; }

    public double MissingThreshold { get; }

    public IReadOnlyList<Segment> Segments { get; }
}
