using Maintenance.Pmml.DataDictionary;
using Maintenance.Pmml.Model;
using Maintenance.Pmml.Predicates;

namespace Maintenance.Pmml.TreeModel;

/// <summary>Compiles a TreeModel in which missing values spread a row over several leaves: weightedConfidence and aggregateNodes.</summary>
internal sealed class SpreadingTreeCompiler(TreeModelElement tree, CompilationContext context)
{
    public ModelBody Compile()
    {
        if (context.Result.Labels is not { } labels) throw tree.Element.Refuse($"missingValueStrategy {tree.MissingValues} is supported "
            + "for a classification only.");
        if (context.Document.AsksForEntities) throw tree.Element.Refuse($"missingValueStrategy {tree.MissingValues} has no single node "
            + "that an output could report.");
        if (tree.MissingValuePenalty != 1) throw tree.Element.Refuse($"missingValuePenalty is not supported with {tree.MissingValues}.");
        return new CompiledSpreadingTree(context.Result, CompileNode(tree.Root, labels), tree.MissingValues
            == MissingValueStrategy.AggregateNodes, tree.ReturnsLastPrediction);
    }

    private CompiledSpreadingTree.Node CompileNode(Node node, Vocabulary labels)
    {
        var shares = TreeCompiler.ReadProbabilities(node, labels);
        if (node.Children.Count == 0 && shares.Length == 0) throw node.Element.Refuse("needs a ScoreDistribution.");
        if (!(node.RecordCount > 0)) throw node.Element.Refuse($"missingValueStrategy {tree.MissingValues} needs recordCount > 0.");
        var label = node.Score is null ? -1 : labels.CodeOf(node.Score);
        return new CompiledSpreadingTree.Node(
            PredicateCompiler.Compile(node.Predicate, context.Scope), label, node.RecordCount, shares,
            [.. node.Children.Select(c => CompileNode(c, labels))]);
    }
}
