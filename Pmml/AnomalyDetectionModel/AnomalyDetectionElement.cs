using Maintenance.Pmml.ClusteringModel;
using Maintenance.Pmml.Model;
using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.AnomalyDetectionModel;

/// <summary>AnomalyDetectionModel: a model whose result is turned into an anomaly score.</summary>
internal sealed class AnomalyDetectionElement : ModelElement
{
    public AnomalyDetectionElement(PmmlElement element, ModelKinds kinds) : base(element, ["MeanClusterDistances", .. kinds.Names])
    {
        if (IsClassification) throw element.Refuse("functionName must be regression.");
        _ = element.Required("algorithmType");
        Algorithm = element.Word("algorithmType", "", ("iforest", "iforest"), ("ocsvm", "ocsvm"), ("clusterMeanDist", "clusterMeanDist"));
        Inner = kinds.Read(element.Children.Where(kinds.IsModel).SingleOrDefaultOrRefuse(element)
            ?? throw element.Refuse("has no model."));
        var clusters = Algorithm == "clusterMeanDist";
        if (clusters != Inner is ClusteringModelElement || (!clusters && Inner.IsClassification))
            throw Inner.Element.Refuse($"does not fit algorithmType=\"{Algorithm}\".");
        if (clusters)
            MeanDistances = [.. PmmlArray.Read(element.RequiredChild("MeanClusterDistances").AllowOnly("Array").RequiredChild("Array"))
            .Select(v => PmmlElement.TryParseFinite(v, out var x) && x > 0
            ? x : throw element.Refuse($"mean distance '{PmmlElement.Shorten(v)}' is not above 0."))];
        if (clusters && MeanDistances.Length != ((ClusteringModelElement)Inner).Labels.Length)
            throw element.Refuse("needs one mean distance per cluster.");
        SampleSize = Algorithm == "iforest" ? element.Number("sampleDataSize") : 0;
        if (Algorithm == "iforest" && SampleSize < 2) throw element.Refuse("sampleDataSize must be at least 2.");
    }

    public string Algorithm { get; }

    public ModelElement Inner { get; }

    public double[] MeanDistances { get; } = [];

    /// <summary>Number of rows each tree of an isolation forest was grown from.</summary>
    public double SampleSize { get; }

    public override ModelBody CompileBody(CompilationContext context) => new CompiledAnomaly(
        context.Result, ModelCompiler.Compile(Inner, context.Document, context.Scope, context.Layout, inheritedLabels: null), Algorithm,
        MeanDistances, SampleSize);
}
