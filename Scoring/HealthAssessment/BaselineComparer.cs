using Maintenance.Core.Conditions;
using Maintenance.Core.Ports;
using Maintenance.Core.Time;

namespace Maintenance.Scoring.HealthAssessment;

/// <summary>
/// Reads the windows that <see cref="BaselineDeviations"/> compares: the last seconds of each half hour, and of the time asked for, by the code
/// that serves.
/// </summary>
internal sealed class BaselineComparer(IConditionStore store) : IBaselineComparer
{
    private const long Cell = 1_800_000_000; // µs
    private const long Window = 10_000_000; // µs: as much as a steady feature needs, and no more to read
    private static readonly TimeSpan LookBack = TimeSpan.FromDays(7);

    private const string BeginSql =
        "SELECT max(event_time) AS begun FROM maintenance_record WHERE asset = ? AND event_time <= ? AND event_time > ? AND kind IN ('failed', 'repaired') AND withdrawn = 0";

    /// <inheritdoc/>
    public async Task<BaselineComparison?> CompareAsync(string asset, DateTime at, CancellationToken cancellationToken)
    {
        var earliest = at - LookBack;
        var begun = await store.QueryAsync(new StoreQuery(BeginSql, asset, at, earliest), cancellationToken);
        if (begun.First?.TimeOrNull("begun") is { } begin) earliest = begin;
        var rows = await store.QueryAsync(new StoreQuery(Sql(), asset, earliest, at, at - TimeSpan.FromMicroseconds(Window)), cancellationToken);
        return BaselineDeviations.Compare(Samples([.. rows.Read(StoredBlock.Of)], at));
    }

    // The filter stands inside, where the engine applies it before it looks for the newest knowledge of a block.
    private string Sql() =>
        $"SELECT {StoredBlock.Columns} FROM (SELECT {StoredBlock.Columns}, row_number() OVER (PARTITION BY event_time ORDER BY known_at DESC, log_offset DESC) AS place FROM descriptor "
        + $"WHERE asset = ? AND event_time >= ? AND event_time <= ? AND (event_time > ? OR {store.Dialect.UnixMicros("event_time")} % {Cell} >= {Cell - Window})) AS d WHERE place = 1 ORDER BY event_time";

    private static List<BaselineDeviations.Sample> Samples(StoredBlock[] blocks, DateTime at)
    {
        var newestFrom = UnixMicros.Of(at) - Window;
        var (windows, samples) = (new StoredWindows(), new List<BaselineDeviations.Sample>());
        for (var first = 0; first < blocks.Length;)
        {
            var after = first + 1;
            while (after < blocks.Length && AreOneLook(blocks[first].EventTimeUnixMicros, blocks[after].EventTimeUnixMicros, newestFrom)) after++;
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
