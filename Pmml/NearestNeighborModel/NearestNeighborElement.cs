using Maintenance.Pmml.ComparisonMeasures;
using Maintenance.Pmml.DataDictionary;
using Maintenance.Pmml.Expressions;
using Maintenance.Pmml.Model;
using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.NearestNeighborModel;

/// <summary>NearestNeighborModel: training rows, and the columns compared.</summary>
internal sealed class NearestNeighborElement : ModelElement
{
    public NearestNeighborElement(PmmlElement element) : base(element, "TrainingInstances", "ComparisonMeasure", "KNNInputs")
    {
        Neighbors = (int)element.Number("numberOfNeighbors");
        Threshold = element.Number("threshold", 0.001);
        if (Threshold <= 0) throw element.Refuse("threshold must be above 0.");
        Continuous = element.Word("continuousScoringMethod", "average", ("average", "average"), ("median", "median"),
            ("weightedAverage", "weightedAverage"));
        WeighsVotes = element.Word("categoricalScoringMethod", false, ("majorityVote", false), ("weightedMajorityVote", true));
        Measure = new ComparisonMeasure(element.RequiredChild("ComparisonMeasure"));
        Inputs = [.. element.RequiredChild("KNNInputs").AllowOnly("KNNInput").ChildrenNamed("KNNInput")];
        if (Inputs.Count == 0) throw element.Refuse("has no KNNInput.");
        var training = element.RequiredChild("TrainingInstances");
        training.AllowOnly("InstanceFields", "InlineTable");
        var columns = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in training.RequiredChild("InstanceFields").AllowOnly("InstanceField").ChildrenNamed("InstanceField"))
            if (!columns.TryAdd(field.AllowOnly().Required("field"), field.Optional("column") ?? field.Required("field")))
                throw field.Refuse("stands twice.");
        Columns = columns;
        Instances = [.. training.RequiredChild("InlineTable").AllowOnly("row").ChildrenNamed("row")];
        if (Instances.Count == 0) throw training.Refuse("has no row.");
        if (Neighbors < 1 || Neighbors > Instances.Count)
            throw element.Refuse($"numberOfNeighbors is {Neighbors}; there are {Instances.Count} rows.");
        IdField = element.Optional("instanceIdVariable");
    }

    public int Neighbors { get; }

    /// <summary>Added to a distance before weighting, so that none is 0.</summary>
    public double Threshold { get; }

    public string Continuous { get; }

    public bool WeighsVotes { get; }

    public ComparisonMeasure Measure { get; }

    public IReadOnlyList<PmmlElement> Inputs { get; }

    /// <summary>Column of each field.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; }

    public IReadOnlyList<PmmlElement> Instances { get; }

    public string? IdField { get; }

    public string ColumnOf(string field, PmmlElement asker) =>
        Columns.TryGetValue(field, out var column) ? column : throw asker.Refuse($"'{PmmlElement.Shorten(field)}' has no InstanceField.");

    public static string? Cell(PmmlElement row, string column) =>
        row.Children.FirstOrDefault(c => c.Name == column || c.Name[(c.Name.IndexOf(':') + 1)..]
            == column[(column.IndexOf(':') + 1)..])?.Text;

    /// <summary>The rows' values of a field; refuses a row without one.</summary>
    public IEnumerable<(string Text, PmmlElement Row)> Values(string field, PmmlElement asker)
    {
        var column = ColumnOf(field, asker);
        return Instances.Select(row => (Cell(row, column) ?? throw row.Refuse($"column '{PmmlElement.Shorten(column)}' is absent."), row));
    }

    public override ModelBody CompileBody(CompilationContext context) => NearestNeighborCompiler.Compile(this, context);

    public override void AddCategories(Vocabulary labels)
    {
        foreach (var label in NearestNeighborCompiler.Labels(this)) labels.Add(label);
    }

    public override CompiledExpression CompileOtherTarget(string target, OutputField output, ModelBody body, CompilationContext context) =>
        NearestNeighborCompiler.CompileTarget(this, (CompiledNearestNeighbor)body, target, output.Element, context);
}
