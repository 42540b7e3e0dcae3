using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Maintenance.Pmml.TreeEngine;

/// <summary>
/// Runs the programs of <see cref="RankedTrees"/> over 64 rows and adds the leaves found. Allocates nothing except each thread's first
/// workspace.
/// </summary>
internal sealed unsafe class RankProgram<T>
    where T : unmanaged, IAdditionOperators<T, T, T>
{
    private const int Rows = RankTable.Rows;

    private readonly RankedTrees _trees;
    private readonly T[][] _leaves;

    public RankProgram(RankedTrees trees, T[] nodeValues)
    {
        _trees = trees;
        _leaves = [.. trees.Parts.Select(p => Array.ConvertAll(p.LeafNodes, node => nodeValues[node]))];
    }

    /// <summary>Fewer rows than this are cheaper to score one by one.</summary>
    public const int MinRows = 16;

    /// <summary>Adds the leaves of all trees, in order, to the sums of at most 64 rows.</summary>
    public void Add(ReadOnlySpan<float> rows, int stride, int count, Span<T> sums)
    {
        var workspace = RankWorkspace.OfThread(_trees.Columns, _trees.Slots);
        var block = stackalloc T[Rows];
        sums[..count].CopyTo(new Span<T>(block, Rows));
        for (var i = 0; i < _leaves.Length; i++)
        {
            var part = _trees.Parts[i];
            part.Table.Rank(rows, stride, count, workspace.Columns);
            fixed (RankOperation* operations = part.Operations)
            fixed (T* leaves = _leaves[i])
            {
                foreach (ref readonly var tree in part.Trees.AsSpan())
                {
                    var found = FindLeaves(operations + tree.First, tree.Pairs, tree.Operations, workspace.Columns, workspace.Slots);
                    AddLeaves(leaves + tree.LeafNodes, found, block);
                }
            }
        }
        new Span<T>(block, count).CopyTo(sums);
    }

    private static byte* FindLeaves(RankOperation* operation, int pairs, int count, sbyte* columns, byte* slots)
    {
        var result = slots + (RankedTrees.LeafSlots * Rows);
        if (count == 0) return slots; // a single leaf: slot 0
        var end = operation + pairs;
        for (; operation < end; operation++, result += Rows)
        {
            var ranks = columns + (operation->Column * Rows);
            var threshold = Vector256.Create(operation->Threshold);
            var right = Vector256.Create((byte)operation->NotLess);
            // A mask is −1 where the rank is less: there the leaf index is one lower.
            (right + Vector256.GreaterThan(threshold, Vector256.LoadAligned(ranks)).AsByte()).StoreAligned(result);
            (right + Vector256.GreaterThan(threshold, Vector256.LoadAligned(ranks + 32)).AsByte()).StoreAligned(result + 32);
        }
        for (end += count - pairs; operation < end; operation++, result += Rows)
        {
            var ranks = columns + (operation->Column * Rows);
            var threshold = Vector256.Create(operation->Threshold);
            var less = slots + (operation->Less * Rows);
            var notLess = slots + (operation->NotLess * Rows);
            Choose(Vector256.GreaterThan(threshold, Vector256.LoadAligned(ranks)).AsByte(), less, notLess).StoreAligned(result);
            Choose(Vector256.GreaterThan(threshold, Vector256.LoadAligned(ranks + 32)).AsByte(), less + 32, notLess + 32)
                .StoreAligned(result + 32);
        }
        return result - Rows;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Choose(Vector256<byte> isLess, byte* less, byte* notLess) => Avx2.IsSupported
        ? Avx2.BlendVariable(Vector256.LoadAligned(notLess), Vector256.LoadAligned(less), isLess)
        : Vector256.ConditionalSelect(isLess, Vector256.LoadAligned(less), Vector256.LoadAligned(notLess));

    private static void AddLeaves(T* leaves, byte* found, T* sums)
    {
        for (var row = 0; row < Rows; row += 8)
        {
            var eight = found + row;
            var sum = sums + row;
            sum[0] += leaves[eight[0]];
            sum[1] += leaves[eight[1]];
            sum[2] += leaves[eight[2]];
            sum[3] += leaves[eight[3]];
            sum[4] += leaves[eight[4]];
            sum[5] += leaves[eight[5]];
            sum[6] += leaves[eight[6]];
            sum[7] += leaves[eight[7]];
        }
    }
}
