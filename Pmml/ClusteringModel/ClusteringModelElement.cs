using Maintenance.Pmml.ComparisonMeasures;
using Maintenance.Pmml.DataDictionary;
using Maintenance.Pmml.Model;
using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.ClusteringModel;

/// <summary>ClusteringModel, center-based. A cluster's label is its id, or else its 1-based number.</summary>
internal sealed class ClusteringModelElement : ModelElement
{
    public ClusteringModelElement(PmmlElement element)
        : base(element, "ComparisonMeasure", "ClusteringField", "MissingValueWeights", "Cluster")
    {
        if (!IsClassification) throw element.Refuse("functionName must be clustering.");
        _ = element.Required("modelClass");
        _ = element.Word("modelClass", true, ("centerBased", true));
        Measure = new ComparisonMeasure(element.RequiredChild("ComparisonMeasure"));
        Fields = [.. element.ChildrenNamed("ClusteringField").Where(f => f.Flag("isCenterField", true))];
        foreach (var other in element.ChildrenNamed("ClusteringField").Except(Fields)) other.LeaveOut(); // no center has a value of it
        var clusters = element.ChildrenNamed("Cluster").ToArray();
        if (Fields.Count == 0 || clusters.Length == 0) throw element.Refuse("needs a ClusteringField and a Cluster.");
        Centers = [.. clusters.Select(c =>
            ReadNumbers(c.AllowOnly("KohonenMap", "Array", "Partition", "Covariances").RequiredChild("Array"), Fields.Count))];
        Labels = [.. clusters.Select((c, i) => c.Optional("id") ?? (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture))];
        DisplayLabels = [.. clusters.Select((c, i) => c.Optional("name") ?? Labels[i])];
        Weights = element.Child("MissingValueWeights") is { } weights
            ? ReadNumbers(weights.AllowOnly("Array").RequiredChild("Array"), Fields.Count) : null;
    }

    public ComparisonMeasure Measure { get; }

    public IReadOnlyList<PmmlElement> Fields { get; }

    public double[][] Centers { get; }

    public string[] Labels { get; }

    public string[] DisplayLabels { get; }

    /// <summary>Weight of each field where others are missing; null for equal weights.</summary>
    public double[]? Weights { get; }

    private static double[] ReadNumbers(PmmlElement array, int count)
    {
        var values = PmmlArray.Read(array).Select(v => PmmlElement.TryParseFinite(v, out var x)
            ? x : throw array.Refuse($"'{PmmlElement.Shorten(v)}' is not a number.")).ToArray();
        return values.Length == count ? values : throw array.Refuse($"{count} values are needed, one per field; found {values.Length}.");
    }

    public override ModelBody CompileBody(CompilationContext context) => ClusteringCompiler.Compile(this, context);

    public override void AddCategories(Vocabulary labels)
    {
        foreach (var label in Labels) labels.Add(label);
    }

    public override string? DisplayLabel(int code) => code < DisplayLabels.Length ? DisplayLabels[code] : null;
}
