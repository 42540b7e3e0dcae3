using Maintenance.Pmml.DataDictionary;
using Maintenance.Pmml.Model;
using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.TreeModel;

/// <summary>TreeModel.</summary>
internal sealed class TreeModelElement : ModelElement
{
    public TreeModelElement(PmmlElement element) : base(element, "Node")
    {
        MissingValues = element.Word("missingValueStrategy", MissingValueStrategy.None,
            ("none", MissingValueStrategy.None), ("defaultChild", MissingValueStrategy.DefaultChild),
            ("lastPrediction", MissingValueStrategy.LastPrediction), ("nullPrediction", MissingValueStrategy.NullPrediction),
            ("weightedConfidence", MissingValueStrategy.WeightedConfidence), ("aggregateNodes", MissingValueStrategy.AggregateNodes));
        ReturnsLastPrediction = element.Word("noTrueChildStrategy", false, ("returnNullPrediction", false), ("returnLastPrediction", true));
        MissingValuePenalty = element.Number("missingValuePenalty", 1);
        if (MissingValuePenalty is < 0 or > 1) throw element.Refuse("missingValuePenalty must lie between 0 and 1.");
        var binary = element.Word("splitCharacteristic", false, ("binarySplit", true), ("multiSplit", false));
        Root = new Node(element.RequiredChild("Node"), IsClassification, binary);
    }

    public MissingValueStrategy MissingValues { get; }

    /// <summary>Factor of the confidences for each default child or surrogate that a missing value makes the row take.</summary>
    public double MissingValuePenalty { get; }

    /// <summary>True if the node's own score is the result when no child's predicate is true; otherwise there is no result.</summary>
    public bool ReturnsLastPrediction { get; }

    public Node Root { get; }

    public override ModelBody CompileBody(CompilationContext context) => new TreeCompiler(this, context).Compile();

    public override void AddCategories(Vocabulary labels) => Root.AddCategories(labels);
}
