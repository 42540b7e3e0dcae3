using System.Runtime.InteropServices;

namespace Maintenance.Pmml.TreeEngine;

/// <summary>
/// The trees of a <see cref="FlatEnsemble"/> as pairs of children in eight-byte nodes, breadth first. Missing values cost nothing: a row
/// holds each value twice, missing as −∞ in the first half and as +∞ in the second, and a node reads the half that sends missing values in
/// its default direction.
/// </summary>
internal sealed class PackedTrees
{
    private const int MaxNodes = ushort.MaxValue;

    private readonly List<PackedNode> _nodes = [];
    private readonly List<int> _leaves = [];

    private PackedTrees(int features) => Features = features;

    /// <summary>Number of values of a row.</summary>
    public int Features { get; }

    public PackedNode[] Nodes { get; private set; } = [];

    /// <summary>Leaf of each node; -1 for a decision.</summary>
    public int[] Leaves { get; private set; } = [];

    /// <summary>First node of each tree, and the number of nodes at the end.</summary>
    public required int[] Starts { get; init; }

    public required int[] Depths { get; init; }

    /// <summary>Null where missing values have a separate target, or a tree is too large.</summary>
    public static PackedTrees? TryPack(FlatEnsemble ensemble)
    {
        var features = ensemble.Features.Length == 0 ? 1 : ensemble.Features.Max() + 1;
        if (2 * features > ushort.MaxValue) return null;
        var trees = ensemble.Starts.Length;
        var packed = new PackedTrees(features) { Starts = new int[trees + 1], Depths = new int[trees] };
        for (var tree = 0; tree < trees; tree++)
        {
            packed.Starts[tree] = packed._nodes.Count;
            if (!packed.TryAdd(ensemble, ensemble.Starts[tree], out packed.Depths[tree])) return null;
        }
        packed.Starts[trees] = packed._nodes.Count;
        (packed.Nodes, packed.Leaves) = ([.. packed._nodes], [.. packed._leaves]);
        return packed;
    }

    // A target shared by several nodes is copied for each: the node limit bounds that.
    private bool TryAdd(FlatEnsemble ensemble, int root, out int depth)
    {
        var start = _nodes.Count;
        var waiting = new Queue<(int Target, int Node, int Depth)>();
        waiting.Enqueue((root, Reserve(1), 0));
        depth = 0;
        while (waiting.TryDequeue(out var next))
        {
            depth = next.Depth;
            if (next.Target < 0)
            {
                Set(next.Node, new PackedNode(float.NaN, 0, 0), ~next.Target);
                continue;
            }
            var (less, notLess, missing) =
                (ensemble.WhenLess[next.Target], ensemble.WhenNotLess[next.Target], ensemble.WhenMissing[next.Target]);
            if (missing != less && missing != notLess) return false;
            var children = Reserve(2);
            if (children + 2 - start > MaxNodes) return false;
            var column = ensemble.Features[next.Target] + (missing == less ? 0 : Features);
            Set(next.Node, new PackedNode(ensemble.Thresholds[next.Target], (ushort)column, (ushort)(children - next.Node)), -1);
            waiting.Enqueue((less, children, next.Depth + 1));
            waiting.Enqueue((notLess, children + 1, next.Depth + 1));
        }
        return true;
    }

    private int Reserve(int count)
    {
        var first = _nodes.Count;
        CollectionsMarshal.SetCount(_nodes, first + count);
        CollectionsMarshal.SetCount(_leaves, first + count);
        return first;
    }

    private void Set(int node, PackedNode value, int leaf)
    {
        _nodes[node] = value;
        _leaves[node] = leaf;
    }
}
