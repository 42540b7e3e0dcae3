namespace Maintenance.Pmml.TreeEngine;

/// <summary>
/// Trees in summation order as straight-line programs over ranks: every decision of a tree is taken for 64 rows at once, children before
/// parents, one byte per row, so that the last result is the row's leaf. For trees of up to a few hundred leaves this is several times
/// cheaper than walking each row, although a walk takes only a few of the decisions: memory access is sequential, without dependent loads.
/// </summary>
internal sealed class RankedTrees
{
    /// <summary>Slots of the leaves: slot i holds i.</summary>
    public const int LeafSlots = 256;

    private RankedTrees(IReadOnlyList<Part> parts)
    {
        Parts = parts;
        Columns = parts.Max(p => p.Table.FeatureCount * 2);
        Slots = LeafSlots + parts.Max(p => p.Trees.Max(t => t.Operations));
    }

    /// <summary>Groups of consecutive trees, each with its own ranks: no feature has more thresholds than fit in a byte.</summary>
    public IReadOnlyList<Part> Parts { get; }

    public int Columns { get; }

    public int Slots { get; }

    /// <summary>Null where a tree has more leaves than fit in a byte, or walking is cheaper.</summary>
    public static RankedTrees? TryCreate(PackedTrees packed, int first, int end)
    {
        if (end == first) return null;
        var (decisions, levels) = (0L, 0L);
        for (var tree = first; tree < end; tree++)
        {
            var nodes = packed.Starts[tree + 1] - packed.Starts[tree];
            if (nodes / 2 >= LeafSlots) return null;
            (decisions, levels) = (decisions + nodes / 2, levels + packed.Depths[tree]);
        }
        if (decisions > MaxDecisionsPerLevel * levels) return null;
        var parts = new List<Part>();
        for (var next = first; next < end;)
        {
            var until = FindEnd(packed, next, end, out var thresholds);
            parts.Add(new Builder(packed, thresholds).Build(next, until));
            next = until;
        }
        return new RankedTrees(parts);
    }

    // Measured (docs/operations/benchmarks.md): one decision for 64 rows costs about a twentieth of one level of 64 walks.
    private const int MaxDecisionsPerLevel = 16;

    private static int FindEnd(PackedTrees packed, int tree, int end, out SortedDictionary<int, SortedSet<float>> thresholds)
    {
        thresholds = [];
        var first = tree;
        for (; tree < end; tree++)
        {
            var added = new List<(int, float)>();
            var fits = true;
            foreach (var node in packed.Nodes.AsSpan(packed.Starts[tree], packed.Starts[tree + 1] - packed.Starts[tree]))
            {
                if (float.IsNaN(node.Threshold)) continue;
                var feature = node.Column % packed.Features;
                if (!thresholds.TryGetValue(feature, out var set)) thresholds[feature] = set = [];
                if (set.Add(node.Threshold)) added.Add((feature, node.Threshold));
                fits &= set.Count <= RankTable.MaxThresholds;
            }
            if (fits || tree == first) continue;
            foreach (var (feature, threshold) in added) thresholds[feature].Remove(threshold);
            break;
        }
        foreach (var feature in thresholds.Where(t => t.Value.Count == 0).Select(t => t.Key).ToList()) thresholds.Remove(feature);
        return tree;
    }

    /// <summary>A tree in a part.</summary>
    /// <param name="First">First operation; those between two leaves come first.</param>
    /// <param name="Pairs">Operations between two leaves.</param>
    /// <param name="Operations">All operations.</param>
    /// <param name="LeafNodes">Index of its first leaf node in <see cref="Part.LeafNodes"/>.</param>
    public readonly record struct Tree(int First, int Pairs, int Operations, int LeafNodes);

    /// <param name="Table">Ranks.</param>
    /// <param name="Trees">Trees in summation order.</param>
    /// <param name="Operations">Their operations.</param>
    /// <param name="LeafNodes">Packed node of each leaf of each tree.</param>
    public sealed record Part(RankTable Table, Tree[] Trees, RankOperation[] Operations, int[] LeafNodes);

    private sealed class Builder
    {
        private readonly PackedTrees _packed;
        private readonly RankTable _table;
        private readonly Dictionary<int, int> _columns = [];
        private readonly Dictionary<int, float[]> _thresholds;
        private readonly List<RankOperation> _operations = [];
        private readonly List<int> _leafNodes = [];

        public Builder(PackedTrees packed, SortedDictionary<int, SortedSet<float>> thresholds)
        {
            _packed = packed;
            _thresholds = thresholds.ToDictionary(t => t.Key, t => t.Value.ToArray());
            foreach (var feature in thresholds.Keys) _columns[feature] = _columns.Count;
            _table = new RankTable([.. thresholds.Keys.Select(f => (f, _thresholds[f]))]);
        }

        public Part Build(int first, int end) =>
            new(_table, [.. Enumerable.Range(first, end - first).Select(Add)], [.. _operations], [.. _leafNodes]);

        private Tree Add(int tree)
        {
            var (start, leaves, operations) = (_packed.Starts[tree], _leafNodes.Count, _operations.Count);
            var (pairs, others) = (new List<(int Node, int Leaf)>(), new List<int>());
            Number(start, leaves, pairs, others);
            var slots = new Dictionary<int, int>();
            foreach (var (node, leaf) in pairs)
            {
                slots[node] = LeafSlots + slots.Count;
                _operations.Add(Operation(node, leaf, leaf + 1));
            }
            foreach (var node in others)
            {
                var children = node + _packed.Nodes[node].Less;
                var operation = Operation(node, SlotOf(children), SlotOf(children + 1));
                slots[node] = LeafSlots + slots.Count;
                _operations.Add(operation);
            }
            return new Tree(operations, pairs.Count, _operations.Count - operations, leaves);

            int SlotOf(int node) => slots.TryGetValue(node, out var slot) ? slot : _leafNodes.IndexOf(node, leaves) - leaves;
        }

        // Leaves from left to right, so that the two of a pair are adjacent; decisions with children first.
        private void Number(int node, int leaves, List<(int Node, int Leaf)> pairs, List<int> others)
        {
            if (_packed.Leaves[node] >= 0)
            {
                _leafNodes.Add(node);
                return;
            }
            var (children, leaf) = (node + _packed.Nodes[node].Less, _leafNodes.Count - leaves);
            Number(children, leaves, pairs, others);
            Number(children + 1, leaves, pairs, others);
            if (_packed.Leaves[children] >= 0 && _packed.Leaves[children + 1] >= 0) pairs.Add((node, leaf));
            else others.Add(node);
        }

        private RankOperation Operation(int node, int less, int notLess)
        {
            var packed = _packed.Nodes[node];
            var feature = packed.Column % _packed.Features;
            var column = (2 * _columns[feature]) + (packed.Column >= _packed.Features ? 1 : 0);
            // x < threshold ⟺ fewer than that many are at or below x
            var rank = Array.BinarySearch(_thresholds[feature], packed.Threshold) + 1;
            return new RankOperation((ushort)column, (ushort)less, (ushort)notLess, (sbyte)(rank - 128));
        }
    }
}
