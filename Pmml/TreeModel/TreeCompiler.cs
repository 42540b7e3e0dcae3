using System.Globalization;
using Maintenance.Pmml.DataDictionary;
using Maintenance.Pmml.Frames;
using Maintenance.Pmml.Model;
using Maintenance.Pmml.Predicates;
using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.TreeModel;

/// <summary>
/// Compiles a TreeModel into decisions with three targets each (true, false, unknown), so that every missing-value and no-true-child
/// strategy is resolved here and the walk needs none of them. A child whose predicate is the exact complement of its preceding sibling's
/// needs no decision.
/// </summary>
internal sealed class TreeCompiler(TreeModelElement tree, CompilationContext context)
{
    private readonly TreeBuilder _builder = new(context.Result.Labels?.Count ?? 0);
    private readonly Dictionary<Node, string> _nodeIds = [];
    private int _nullLeaf;
    private Field? _entity;
    private bool _hasConfidences;

    public ModelBody Compile()
    {
        if (tree.MissingValues is MissingValueStrategy.WeightedConfidence or MissingValueStrategy.AggregateNodes)
            return new SpreadingTreeCompiler(tree, context).Compile();
        _nullLeaf = _builder.AddLeaf(double.NaN, [], cover: 0);
        if (context.Document.AsksForEntities)
        {
            _entity = new Field("entityId", context.Layout.Allocate(1, tree.Element), FieldDataType.String,
                new Vocabulary(FieldDataType.String));
            NumberNodes(tree.Root, _nodeIds);
        }
        var root = tree.Root;
        int start;
        if (root.Predicate is ConstantPredicate { Value: true })
        {
            start = EmitNode(root);
        }
        else
        {
            start = _builder.AddDecision(PredicateCompiler.Compile(root.Predicate, context.Scope));
            _builder.SetTargets(start, EmitNode(root), _nullLeaf, _nullLeaf);
        }
        var penalty = CompilePenalty();
        return _builder.Build(start, context.Result, _entity, _hasConfidences || penalty is not null
            ? context.Layout.Allocate(1, tree.Element) : -1, penalty);
    }

    private TreePenalty? CompilePenalty() =>
        tree.MissingValuePenalty == 1 || context.Result.Labels is null || !context.Document.AsksForConfidences ? null
            : new TreePenalty(tree.MissingValuePenalty, context.Layout.Allocate(1, tree.Element), tree.MissingValues
                == MissingValueStrategy.DefaultChild);

    /// <summary>Emits the code for rows in the node; returns a decision or a leaf (negative).</summary>
    private int EmitNode(Node node) => node.Children.Count == 0 ? EmitLeaf(node, node.RecordCount) : EmitChildren(node);

    private int EmitChildren(Node node)
    {
        var children = node.Children;
        var targets = new int[children.Count];
        Array.Fill(targets, _nullLeaf);
        var chain = new ChildChain(_builder);
        var ended = false;
        for (var i = 0; i < children.Count && !ended; i++)
        {
            switch (children[i].Predicate)
            {
                case ConstantPredicate { Value: false }:
                    continue;
                case ConstantPredicate { Value: true }:
                    chain.Link(targets[i] = EmitNode(children[i]));
                    ended = true;
                    continue;
            }
            var decision = _builder.AddDecision(PredicateCompiler.Compile(children[i].Predicate, context.Scope));
            chain.Link(decision);
            var yes = targets[i] = EmitNode(children[i]);
            if (i + 1 < children.Count && AreComplements(children[i].Predicate, children[i + 1].Predicate))
            {
                targets[i + 1] = EmitNode(children[++i]);
                chain.AddComplete(decision, yes, targets[i]);
            }
            else
            {
                chain.Add(decision, yes);
            }
        }
        if (!ended) chain.Link(EmitNoTrueChild(node));
        if (tree.MissingValues != MissingValueStrategy.None) chain.SetUnknown(UnknownTarget(node, targets));
        return chain.Start;
    }

    private int EmitNoTrueChild(Node node)
    {
        if (!tree.ReturnsLastPrediction) return _nullLeaf;
        var rest = node.RecordCount - node.Children.Sum(c => c.RecordCount);
        return EmitLeaf(node, double.IsNaN(rest) ? double.NaN : Math.Max(rest, 0));
    }

    private int UnknownTarget(Node node, int[] targets) => tree.MissingValues switch
    {
        MissingValueStrategy.LastPrediction => EmitLeaf(node, cover: 0),
        MissingValueStrategy.DefaultChild when node.DefaultChild >= 0 => targets[node.DefaultChild],
        _ => _nullLeaf,
    };

    private int EmitLeaf(Node node, double cover)
    {
        var labels = context.Result.Labels;
        var entity = _entity is null ? double.NaN : _entity.Categories!.Add(_nodeIds[node]);
        if (labels is null) return _builder.AddLeaf(ParseScore(node), [], cover, entity);
        if (_builder.ProbabilityCount > PmmlLimits.MaxTreeProbabilities)
            throw node.Element.Refuse("the tree has too many leaves for its number of categories.");
        var probabilities = ReadProbabilities(node, labels);
        var label = node.Score is null ? ArgMax(probabilities) : labels.CodeOf(node.Score);
        var leaf = _builder.AddLeaf(label, probabilities, cover, entity);
        if (context.Document.AsksForConfidences && node.Distribution.Any(d => !double.IsNaN(d.Confidence))) KeepConfidences(node, labels);
        return leaf;
    }

    private void KeepConfidences(Node node, Vocabulary labels)
    {
        var confidences = new double[labels.Count];
        Array.Fill(confidences, double.NaN);
        foreach (var entry in node.Distribution) confidences[labels.CodeOf(entry.Value)] = entry.Confidence;
        _builder.SetConfidences(confidences);
        _hasConfidences = true;
    }

    // A node without an id is identified by its 1-based number in document order.
    private static void NumberNodes(Node node, Dictionary<Node, string> ids)
    {
        ids.Add(node, node.Id ?? (ids.Count + 1).ToString(CultureInfo.InvariantCulture));
        foreach (var child in node.Children) NumberNodes(child, ids);
    }

    private double ParseScore(Node node)
    {
        if (node.Score is null) return double.NaN;
        if (!PmmlElement.TryParseFinite(node.Score, out var value))
            throw node.Element.Refuse($"score '{PmmlElement.Shorten(node.Score)}' is not a finite number.");
        return context.Result.IsFloat ? float.Parse(node.Score, NumberStyles.Float, CultureInfo.InvariantCulture) : value;
    }

    /// <summary>
    /// Shares of the categories from the node's ScoreDistributions; empty where it has none, or where no training record reached it.
    /// </summary>
    public static double[] ReadProbabilities(Node node, Vocabulary labels)
    {
        if (node.Distribution.Count == 0) return [];
        var given = node.Distribution.All(d => !double.IsNaN(d.Probability));
        var probabilities = new double[labels.Count];
        var total = 0.0;
        foreach (var entry in node.Distribution)
        {
            var part = given ? entry.Probability : entry.RecordCount;
            if (part < 0) throw entry.Element.Refuse("its count or probability is negative.");
            probabilities[labels.CodeOf(entry.Value)] = part;
            total += part;
        }
        if (total == 0) return [];
        if (given) return probabilities;
        for (var i = 0; i < probabilities.Length; i++) probabilities[i] /= total;
        return probabilities;
    }

    private static double ArgMax(double[] values)
    {
        if (values.Length == 0) return double.NaN;
        var best = 0;
        for (var i = 1; i < values.Length; i++)
            if (values[i] > values[best]) best = i;
        return best;
    }

    private static bool AreComplements(Predicate first, Predicate second) =>
        first is SimplePredicate a && second is SimplePredicate b
        && string.Equals(a.Field, b.Field, StringComparison.Ordinal) && string.Equals(a.Value, b.Value, StringComparison.Ordinal)
        && (a.Operator, b.Operator) is (PredicateOperator.LessThan, PredicateOperator.GreaterOrEqual)
            or (PredicateOperator.GreaterOrEqual, PredicateOperator.LessThan)
            or (PredicateOperator.LessOrEqual, PredicateOperator.GreaterThan)
            or (PredicateOperator.GreaterThan, PredicateOperator.LessOrEqual);
}
