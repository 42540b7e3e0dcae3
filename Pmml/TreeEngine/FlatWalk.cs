using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Maintenance.Pmml.TreeEngine;

/// <summary>
/// Finds leaves without branches: a leaf is a node that points to itself, so that a walk as long as the tree is deep always ends in the
/// right leaf, and the walks of four rows are interleaved, hiding each other's load latency. As a branch, a decision would be mispredicted
/// half the time; here it is an index into the node's three targets. Every index is checked once, when the walk is built; the loops then
/// need no bounds checks.
/// </summary>
internal sealed class FlatWalk
{
    /// <summary>Number of interleaved walks.</summary>
    public const int Width = 4;

    // In a deeper tree most leaves are far less deep than the deepest: it is walked one row at a time and stops at the leaf.
    private const int MaxDepthTogether = 16;

    private readonly Node[] _nodes;
    private readonly int[] _starts;
    private readonly int[] _depths;
    private readonly int _features;

    public FlatWalk(FlatEnsemble ensemble)
    {
        var decisions = ensemble.Features.Length;
        _nodes = new Node[decisions + ensemble.LeafValues.Length];
        int Place(int target) => target >= 0 ? target : decisions + ~target;
        for (var i = 0; i < decisions; i++)
        {
            _nodes[i] = new Node(ensemble.Thresholds[i], ensemble.Features[i], Place(ensemble.WhenLess[i]), Place(ensemble.WhenNotLess[i]),
                Place(ensemble.WhenMissing[i]), -1);
            _features = Math.Max(_features, ensemble.Features[i] + 1);
        }
        for (var i = decisions; i < _nodes.Length; i++) _nodes[i] = new Node(0, 0, i, i, i, i - decisions);
        _starts = [.. ensemble.Starts.Select(Place)];
        var depths = new int[_nodes.Length];
        _depths = [.. _starts.Select(start => Measure(start, depths))];
    }

    /// <summary>Leaves of one tree for <see cref="Width"/> rows.</summary>
    public void FindLeaves(int tree, ReadOnlySpan<float> rows, int stride, Span<int> leaves)
    {
        if (_depths[tree] > MaxDepthTogether)
        {
            for (var i = 0; i < Width; i++) leaves[i] = FindLeaf(tree, rows.Slice(i * stride, stride));
            return;
        }
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, _features);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows.Length, Width * stride);
        ref var row0 = ref MemoryMarshal.GetReference(rows);
        ref var row1 = ref Unsafe.Add(ref row0, stride);
        ref var row2 = ref Unsafe.Add(ref row1, stride);
        ref var row3 = ref Unsafe.Add(ref row2, stride);
        ref var nodes = ref MemoryMarshal.GetArrayDataReference(_nodes);
        int at0, at1, at2, at3;
        at0 = at1 = at2 = at3 = _starts[tree];
        for (var level = _depths[tree]; level > 0; level--)
        {
            at0 = Next(ref nodes, at0, ref row0);
            at1 = Next(ref nodes, at1, ref row1);
            at2 = Next(ref nodes, at2, ref row2);
            at3 = Next(ref nodes, at3, ref row3);
        }
        (leaves[0], leaves[1], leaves[2], leaves[3]) = (_nodes[at0].Leaf, _nodes[at1].Leaf, _nodes[at2].Leaf, _nodes[at3].Leaf);
    }

    /// <summary>Leaf of one tree for one row: the scalar reference of the interleaved walk.</summary>
    public int FindLeaf(int tree, ReadOnlySpan<float> row)
    {
        var at = _starts[tree];
        while (_nodes[at].Leaf < 0)
        {
            ref readonly var node = ref _nodes[at];
            var x = row[node.Feature];
            at = x < node.Threshold ? node.WhenLess : float.IsNaN(x) ? node.WhenMissing : node.WhenNotLess;
        }
        return _nodes[at].Leaf;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Next(ref Node nodes, int at, ref float row)
    {
        ref var node = ref Unsafe.Add(ref nodes, at);
        var x = Unsafe.Add(ref row, node.Feature);
        // 0: less; 1: not less; 2: missing, which is not less either.
        var way = (x < node.Threshold ? 0 : 1) + (float.IsNaN(x) ? 1 : 0);
        return Unsafe.Add(ref node.WhenLess, way);
    }

    // A leaf's depth is 0. This visits every tree down to its leaves, so targets are checked to lie in the arrays.
    private int Measure(int at, int[] depths)
    {
        ref readonly var node = ref _nodes[at];
        if (node.Leaf >= 0) return 0;
        if (depths[at] > 0) return depths[at];
        return depths[at] = 1 + Math.Max(Measure(node.WhenLess, depths),
            Math.Max(Measure(node.WhenNotLess, depths), Measure(node.WhenMissing, depths)));
    }

    /// <summary>The three targets are consecutive in memory: <see cref="Next"/> indexes them.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Node(float threshold, int feature, int whenLess, int whenNotLess, int whenMissing, int leaf)
    {
        public readonly float Threshold = threshold;
        public readonly int Feature = feature;
        public int WhenLess = whenLess;
        public readonly int WhenNotLess = whenNotLess;
        public readonly int WhenMissing = whenMissing;
        public readonly int Leaf = leaf;
    }
}
