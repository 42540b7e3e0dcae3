using Maintenance.Core.Conditions;
using Maintenance.Core.Ports;
using Maintenance.Core.Time;
using Maintenance.Queries;

namespace Maintenance.Scoring.HealthAssessment;

/// <summary>
/// Reads the windows that <see cref="BaselineDeviations"/> compares: the last seconds of each half hour, and of the time asked for, by the
/// code that serves.
/// </summary>
internal sealed class BaselineComparer(IConditionStore store) : IBaselineComparer
{
    private const long Cell = 1_800_000_000; // µs
    private const long Window = 10_000_000; // µs: as much as a steady feature needs, and no more to read
    private static readonly TimeSpan LookBack = TimeSpan.FromDays(7);

    /// <inheritdoc/>
    public async Task<BaselineComparison?> CompareAsync(string asset, DateTime at, CancellationToken cancellationToken)
    {
        var earliest = at - LookBack;
        if (await LifeBeginQuery.WithinAsync(store, asset, earliest, at, cancellationToken) is { } begin) earliest = begin;
        var blocks = await PastLooksQuery.RunAsync(store, asset, earliest, at, Window, Cell, cancellationToken);
        return BaselineDeviations.Compare(Samples([.. blocks.Select(StoredBlock.Of)], at));
    }

    private static List<BaselineDeviations.Sample> Samples(StoredBlock[] blocks, DateTime at)
    {
        var newestFrom = UnixMicros.Of(at) - Window;
        var (windows, samples) = (new StoredWindows(), new List<BaselineDeviations.Sample>());
        for (var first = 0; first < blocks.Length;)
        {
            var after = first + 1;
            while (after < blocks.Length && AreOneLook(blocks[first].EventTimeUnixMicros, blocks[after].EventTimeUnixMicros, newestFrom))
                after++;
            var features = new float[WindowFeatures.Names.Count];
            if (windows.TryCompute(blocks.AsSpan(first, after - first), features))
                samples.Add(new BaselineDeviations.Sample(blocks[after - 1].EventTimeUnixMicros, blocks[after - 1].State, features));
            first = after;
        }
        return samples;
    }

    // The newest look may lie on both sides of a half hour's end.
    private static bool AreOneLook(long first, long later, long newestFrom) =>
        later > newestFrom == first > newestFrom && (first > newestFrom || later / Cell == first / Cell);
}
