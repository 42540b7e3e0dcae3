using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Maintenance.Pmml.TreeEngine;

/// <summary>
/// Sums of an ensemble's groups, by the cheapest of three methods: all decisions for 64 rows at once (<see cref="RankProgram{T}"/>),
/// interleaved walks (<see cref="PackedWalk"/>), or the walk that supports a separate target for missing values (<see cref="FlatWalk"/>).
/// The methods only find leaves; a row's leaves are always added tree by tree, so its sum depends neither on the method nor on other rows.
/// Allocates nothing in the steady state; any thread.
/// </summary>
internal sealed class EnsembleSum<T>
    where T : unmanaged, IAdditionOperators<T, T, T>
{
    private const int MaxStackSpread = 1024;

    private readonly FlatEnsemble _ensemble;
    private readonly T[] _leaves;
    private readonly FlatWalk? _flat;
    private readonly PackedWalk? _packed;
    private readonly T[] _nodeValues = [];
    private readonly RankProgram<T>?[] _programs = [];

    public EnsembleSum(FlatEnsemble ensemble, PackedTrees? packed, T[] leaves)
    {
        _ensemble = ensemble;
        _leaves = leaves;
        if (packed is null)
        {
            _flat = new FlatWalk(ensemble);
            return;
        }
        _packed = new PackedWalk(packed);
        _nodeValues = Array.ConvertAll(packed.Leaves, leaf => leaf < 0 ? default : leaves[leaf]);
        _programs = [.. Enumerable.Range(0, ensemble.GroupCount).Select(g =>
            RankedTrees.TryCreate(packed, ensemble.Groups[g], ensemble.Groups[g + 1]) is { } trees
                ? new RankProgram<T>(trees, _nodeValues) : null)];
    }

    /// <summary>Sums of one group over at most 64 rows.</summary>
    [SkipLocalsInit]
    public void Sum(int group, T start, ReadOnlySpan<float> rows, int stride, int count, Span<T> sums)
    {
        sums[..count].Fill(start);
        if (_packed is null)
        {
            SumFlat(group, rows, stride, count, sums);
            return;
        }
        if (count >= RankProgram<T>.MinRows && _programs[group] is { } program)
        {
            program.Add(rows, stride, count, sums);
            return;
        }
        float[]? rented = null;
        var length = _packed.SpreadLength * (_programs[group] is null ? count : 1);
        var spread = length <= MaxStackSpread ? stackalloc float[MaxStackSpread] : rented = ArrayPool<float>.Shared.Rent(length);
        try
        {
            if (_programs[group] is null && count >= PackedWalk.Width) SumTrees(group, rows, stride, count, spread, sums);
            else SumRows(group, rows, stride, count, spread, sums);
        }
        finally
        {
            if (rented is not null) ArrayPool<float>.Shared.Return(rented);
        }
    }

    private void SumRows(int group, ReadOnlySpan<float> rows, int stride, int count, Span<float> spread, Span<T> sums)
    {
        for (var row = 0; row < count; row++)
        {
            _packed!.Spread(rows.Slice(row * stride, stride), spread);
            sums[row] = _packed.SumRow(_nodeValues, spread, _ensemble.Groups[group], _ensemble.Groups[group + 1], sums[row]);
        }
    }

    // All rows walk a large tree before the next one, so that it stays in the cache.
    private void SumTrees(int group, ReadOnlySpan<float> rows, int stride, int count, Span<float> spread, Span<T> sums)
    {
        for (var row = 0; row < count; row++) _packed!.Spread(rows.Slice(row * stride, stride), spread[(row * _packed.SpreadLength)..]);
        for (var tree = _ensemble.Groups[group]; tree < _ensemble.Groups[group + 1]; tree++)
            _packed!.AddTree(tree, _nodeValues, spread, count, sums);
    }

    private void SumFlat(int group, ReadOnlySpan<float> rows, int stride, int count, Span<T> sums)
    {
        Span<int> found = stackalloc int[FlatWalk.Width];
        var together = count - (count % FlatWalk.Width);
        for (var tree = _ensemble.Groups[group]; tree < _ensemble.Groups[group + 1]; tree++)
        {
            for (var row = 0; row < together; row += FlatWalk.Width)
            {
                _flat!.FindLeaves(tree, rows.Slice(row * stride, FlatWalk.Width * stride), stride, found);
                for (var i = 0; i < FlatWalk.Width; i++) sums[row + i] += _leaves[found[i]];
            }
            for (var row = together; row < count; row++) sums[row] += _leaves[_flat!.FindLeaf(tree, rows.Slice(row * stride, stride))];
        }
    }
}
