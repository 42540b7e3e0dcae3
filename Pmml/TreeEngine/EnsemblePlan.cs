using System.Buffers;
using System.Runtime.CompilerServices;
using Maintenance.Pmml.MiningModel;
using Maintenance.Pmml.Model;

namespace Maintenance.Pmml.TreeEngine;

/// <summary>
/// Fast evaluation of documents as boosting exporters write them: sums of trees, and at most one linear model with a link on top. The sums
/// come from a <see cref="FlatEnsemble"/>; the rest runs the same compiled objects as reference evaluation, so both give the same bits.
/// Allocates nothing; any thread.
/// </summary>
/// <param name="root">The whole document's model.</param>
/// <param name="groups">Models whose body is a sum of trees; the root itself when it is one.</param>
/// <param name="top">The linear model over the groups' outputs; null when the root is the only group.</param>
/// <param name="ensemble">The trees, in the same groups.</param>
/// <param name="links">Derived fields of the top, by slot.</param>
internal sealed class EnsemblePlan(CompiledModel root, CompiledModel[] groups, CompiledSegment? top, FlatEnsemble ensemble,
    IReadOnlyDictionary<int, MarginLink> links)
{
    // Rows evaluated on one tree before moving to the next: the tree and 64 rows stay in the L1 cache.
    private const int BlockRows = 64;
    private const int MaxStackGroups = 16;

    public FlatEnsemble Ensemble => ensemble;

    public IReadOnlyList<CompiledModel> Groups => groups;

    public CompiledSegment? Top => top;

    public IReadOnlyDictionary<int, MarginLink> Links => links;

    [SkipLocalsInit]
    public void Score(ReadOnlySpan<float> rows, int stride, int count, Span<double> frame, ReadOnlySpan<int> outputSlots,
        Span<float> results)
    {
        double[]? rented = null;
        var sums = groups.Length <= MaxStackGroups
            ? stackalloc double[MaxStackGroups * BlockRows]
            : rented = ArrayPool<double>.Shared.Rent(groups.Length * BlockRows);
        try
        {
            for (var first = 0; first < count; first += BlockRows)
            {
                var block = Math.Min(BlockRows, count - first);
                SumBlock(rows.Slice(first * stride, block * stride), stride, block, sums);
                for (var row = 0; row < block; row++)
                {
                    Finish(sums, row, frame);
                    var result = results.Slice((first + row) * outputSlots.Length, outputSlots.Length);
                    for (var i = 0; i < result.Length; i++) result[i] = (float)frame[outputSlots[i]];
                }
            }
        }
        finally
        {
            if (rented is not null) ArrayPool<double>.Shared.Return(rented);
        }
    }

    [SkipLocalsInit]
    private void SumBlock(ReadOnlySpan<float> rows, int stride, int count, Span<double> sums)
    {
        Span<float> singles = stackalloc float[BlockRows];
        for (var group = 0; group < groups.Length; group++)
        {
            var into = sums.Slice(group * BlockRows, count);
            if (!groups[group].Result.IsFloat)
            {
                ensemble.SumDouble(group, rows, stride, count, into);
                continue;
            }
            var start = groups[group].Body is CompiledAggregate sum ? (float)sum.Start : 0;
            ensemble.SumSingle(group, start, rows, stride, count, singles);
            for (var row = 0; row < count; row++) into[row] = singles[row];
        }
    }

    private void Finish(ReadOnlySpan<double> sums, int row, Span<double> frame)
    {
        for (var group = 0; group < groups.Length; group++)
        {
            frame[groups[group].Result.Value] = sums[(group * BlockRows) + row];
            groups[group].Finish(frame);
        }
        if (top is null) return;
        top.Model.Evaluate(frame);
        top.CopyResult(frame, root.Result);
        root.Finish(frame);
    }
}
