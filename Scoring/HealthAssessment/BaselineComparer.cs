using Maintenance.Core.Conditions;
using Maintenance.Core.Ports;
using Maintenance.Core.Time;
using Maintenance.Queries;

namespace Maintenance.Scoring.HealthAssessment;

/// <summary>
/// Reads the windows that <see cref="BaselineDeviations"/> compares: the last 10 s of each half hour and the 10 s before the requested
/// time, with the features computed by the live code.
/// </summary>
internal sealed class BaselineComparer(IConditionStore store) : IBaselineComparer
{
    private const long Cell = 1_800_000_000; // µs
    private const long Window = 10_000_000; // µs: enough for a stable feature, and little to read
    private static readonly TimeSpan LookBack = TimeSpan.FromDays(7);

    /// <inheritdoc/>
    public async Task<BaselineComparison?> CompareAsync(string asset, DateTime at, CancellationToken cancellationToken)
    {
        var earliest = at - LookBack;
        if (await LifeStartQuery.WithinAsync(store, asset, earliest, at, cancellationToken) is { } begin) earliest = begin;
        var blocks = await BaselineBlocksQuery.RunAsync(store, asset, earliest, at, Window, Cell, cancellationToken);
        return BaselineDeviations.Compare(Samples([.. blocks.Select(StoredBlock.Of)], at));
    }

    private static List<BaselineDeviations.Sample> Samples(StoredBlock[] blocks, DateTime at)
    {
        var newestFrom = UnixMicros.Of(at) - Window;
        var (windows, samples) = (new StoredWindows(), new List<BaselineDeviations.Sample>());
        for (var first = 0; first < blocks.Length;)
        {
            var after = first + 1;
            while (after < blocks.Length && AreSameWindow(blocks[first].EventTimeUnixMicros, blocks[after].EventTimeUnixMicros, newestFrom))
                after++;
            var features = new float[WindowFeatures.Names.Count];
            if (windows.TryCompute(blocks.AsSpan(first, after - first), features))
                samples.Add(new BaselineDeviations.Sample(blocks[after - 1].EventTimeUnixMicros, blocks[after - 1].State, features));
            first = after;
        }
        return samples;
    }

    // The newest window may span the end of a half hour.
    private static bool AreSameWindow(long first, long later, long newestFrom) =>
        later > newestFrom == first > newestFrom && (first > newestFrom || later / Cell == first / Cell);
}
