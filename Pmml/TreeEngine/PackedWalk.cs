using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Maintenance.Pmml.TreeEngine;

/// <summary>
/// Walks <see cref="PackedTrees"/> without branches, eight interleaved walks, so that they hide each other's load latency: eight trees of
/// one row, or eight rows of one tree. A leaf points to itself, so a walk as long as the tree is deep always ends in the right leaf.
/// Every index is checked once, when the trees are packed; the loops then need no bounds checks. Allocates nothing; any thread.
/// </summary>
internal sealed class PackedWalk
{
    /// <summary>Number of interleaved walks.</summary>
    public const int Width = 8;

    // In deeper trees most leaves are far less deep than the deepest: they are walked one at a time and stop at the leaf.
    private const int MaxDepthTogether = 16;

    private readonly PackedTrees _trees;
    private readonly PackedNode[] _nodes;
    private readonly int[] _depthsTogether;

    public PackedWalk(PackedTrees trees)
    {
        _trees = trees;
        _nodes = trees.Nodes;
        _depthsTogether = [.. Enumerable.Range(0, Math.Max(0, trees.Depths.Length - Width + 1))
            .Select(i => trees.Depths.AsSpan(i, Width).ToArray().Max())];
    }

    /// <summary>Number of values of a spread row.</summary>
    public int SpreadLength => 2 * _trees.Features;

    /// <summary>Writes a row's values twice: missing as −∞ in the first half, as +∞ in the second.</summary>
    public void Spread(ReadOnlySpan<float> row, Span<float> spread)
    {
        var count = _trees.Features;
        ArgumentOutOfRangeException.ThrowIfLessThan(row.Length, count);
        ArgumentOutOfRangeException.ThrowIfLessThan(spread.Length, 2 * count);
        ref var from = ref MemoryMarshal.GetReference(row);
        ref var to = ref MemoryMarshal.GetReference(spread);
        var i = 0;
        for (; i <= count - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            var values = Vector256.LoadUnsafe(ref from, (nuint)i);
            var known = Vector256.Equals(values, values);
            Vector256.ConditionalSelect(known, values, Vector256.Create(float.NegativeInfinity)).StoreUnsafe(ref to, (nuint)i);
            Vector256.ConditionalSelect(known, values, Vector256.Create(float.PositiveInfinity)).StoreUnsafe(ref to, (nuint)(count + i));
        }
        for (; i < count; i++)
        {
            var x = row[i];
            (spread[i], spread[count + i]) = float.IsNaN(x) ? (float.NegativeInfinity, float.PositiveInfinity) : (x, x);
        }
    }

    /// <summary>Adds one row's leaves of the trees from <paramref name="first"/> to <paramref name="end"/>, in order.</summary>
    /// <param name="values">Value of each node; only those of leaves are used.</param>
    /// <param name="spread">Spread row.</param>
    /// <param name="first">First tree.</param>
    /// <param name="end">Index after the last tree.</param>
    /// <param name="sum">Initial value of the sum.</param>
    public T SumRow<T>(T[] values, ReadOnlySpan<float> spread, int first, int end, T sum)
        where T : struct, IAdditionOperators<T, T, T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(spread.Length, SpreadLength);
        ref var row = ref MemoryMarshal.GetReference(spread);
        ref var nodes = ref MemoryMarshal.GetArrayDataReference(_nodes);
        ref var value = ref MemoryMarshal.GetArrayDataReference(values);
        var starts = _trees.Starts;
        var tree = first;
        for (; tree + Width <= end; tree += Width)
        {
            var depth = _depthsTogether[tree];
            if (depth > MaxDepthTogether)
            {
                for (var i = 0; i < Width; i++) sum += values[FindLeaf(tree + i, ref row)];
                continue;
            }
            ref var start = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(starts), tree);
            nuint at0 = (uint)start, at1 = (uint)Unsafe.Add(ref start, 1), at2 = (uint)Unsafe.Add(ref start, 2), at3 =
                (uint)Unsafe.Add(ref start, 3);
            nuint at4 = (uint)Unsafe.Add(ref start, 4), at5 = (uint)Unsafe.Add(ref start, 5), at6 = (uint)Unsafe.Add(ref start, 6), at7 =
                (uint)Unsafe.Add(ref start, 7);
            for (; depth > 0; depth--)
            {
                at0 = Next(ref nodes, at0, ref row);
                at1 = Next(ref nodes, at1, ref row);
                at2 = Next(ref nodes, at2, ref row);
                at3 = Next(ref nodes, at3, ref row);
                at4 = Next(ref nodes, at4, ref row);
                at5 = Next(ref nodes, at5, ref row);
                at6 = Next(ref nodes, at6, ref row);
                at7 = Next(ref nodes, at7, ref row);
            }
            sum += Unsafe.Add(ref value, at0);
            sum += Unsafe.Add(ref value, at1);
            sum += Unsafe.Add(ref value, at2);
            sum += Unsafe.Add(ref value, at3);
            sum += Unsafe.Add(ref value, at4);
            sum += Unsafe.Add(ref value, at5);
            sum += Unsafe.Add(ref value, at6);
            sum += Unsafe.Add(ref value, at7);
        }
        for (; tree < end; tree++) sum += values[FindLeaf(tree, ref row)];
        return sum;
    }

    /// <summary>Adds one tree's leaves to the sums of <paramref name="count"/> rows.</summary>
    public void AddTree<T>(int tree, T[] values, ReadOnlySpan<float> spread, int count, Span<T> sums)
        where T : struct, IAdditionOperators<T, T, T>
    {
        var stride = SpreadLength;
        ArgumentOutOfRangeException.ThrowIfLessThan(spread.Length, count * stride);
        ref var rows = ref MemoryMarshal.GetReference(spread);
        var row = 0;
        if (_trees.Depths[tree] <= MaxDepthTogether)
        {
            var start = _trees.Starts[tree];
            ref var nodes = ref _nodes[start];
            ref var value = ref values[start];
            for (; row + Width <= count; row += Width)
                AddRows(ref nodes, ref value, _trees.Depths[tree], ref Unsafe.Add(ref rows, row * stride), stride, sums.Slice(row, Width));
        }
        for (; row < count; row++) sums[row] += values[FindLeaf(tree, ref Unsafe.Add(ref rows, row * stride))];
    }

    private static void AddRows<T>(ref PackedNode nodes, ref T value, int depth, ref float row0, int stride, Span<T> sums)
        where T : struct, IAdditionOperators<T, T, T>
    {
        ref var row4 = ref Unsafe.Add(ref row0, 4 * stride);
        ref var row2 = ref Unsafe.Add(ref row0, 2 * stride);
        ref var row6 = ref Unsafe.Add(ref row4, 2 * stride);
        nuint at0 = 0, at1 = 0, at2 = 0, at3 = 0, at4 = 0, at5 = 0, at6 = 0, at7 = 0;
        for (; depth > 0; depth--)
        {
            at0 = Next(ref nodes, at0, ref row0);
            at1 = Next(ref nodes, at1, ref Unsafe.Add(ref row0, stride));
            at2 = Next(ref nodes, at2, ref row2);
            at3 = Next(ref nodes, at3, ref Unsafe.Add(ref row2, stride));
            at4 = Next(ref nodes, at4, ref row4);
            at5 = Next(ref nodes, at5, ref Unsafe.Add(ref row4, stride));
            at6 = Next(ref nodes, at6, ref row6);
            at7 = Next(ref nodes, at7, ref Unsafe.Add(ref row6, stride));
        }
        sums[0] += Unsafe.Add(ref value, at0);
        sums[1] += Unsafe.Add(ref value, at1);
        sums[2] += Unsafe.Add(ref value, at2);
        sums[3] += Unsafe.Add(ref value, at3);
        sums[4] += Unsafe.Add(ref value, at4);
        sums[5] += Unsafe.Add(ref value, at5);
        sums[6] += Unsafe.Add(ref value, at6);
        sums[7] += Unsafe.Add(ref value, at7);
    }

    // A single walk, not interleaved; returns the index among all nodes.
    private int FindLeaf(int tree, ref float row)
    {
        var at = (nuint)_trees.Starts[tree];
        while (!float.IsNaN(_nodes[at].Threshold)) at = Next(ref MemoryMarshal.GetArrayDataReference(_nodes), at, ref row);
        return (int)at;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nuint Next(ref PackedNode nodes, nuint at, ref float row)
    {
        ref var node = ref Unsafe.Add(ref nodes, at);
        return at + node.Less + (Unsafe.Add(ref row, (nuint)node.Column) >= node.Threshold ? 1u : 0u);
    }
}
