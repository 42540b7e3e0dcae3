using Maintenance.Core.Conditions;
using Maintenance.Core.Ports;
using Maintenance.Scoring.StateDetection;

namespace Maintenance.Scoring.HealthAssessment;

/// <summary>Reads the windows that <see cref="OwnLevels"/> compares: the last seconds of each half hour, and of the time asked for, by the code that serves.</summary>
internal sealed class SelfComparer(IConditionStore store) : ISelfComparer
{
    private const long Cell = 1_800_000_000; // µs
    private const long Window = 10_000_000; // µs: as much as a steady feature needs, and no more to read
    private static readonly TimeSpan LookBack = TimeSpan.FromDays(7);

    private const string BeginSql =
        "SELECT max(event_time) FROM maintenance_record WHERE asset = ? AND event_time <= ? AND event_time > ? AND kind IN ('failed', 'repaired') AND withdrawn = 0";

    /// <inheritdoc/>
    public async Task<SelfComparison?> CompareAsync(string asset, DateTime at, CancellationToken cancellationToken)
    {
        var earliest = at - LookBack;
        var begun = await store.QueryAsync(new StoreQuery(BeginSql, asset, at, earliest), cancellationToken);
        if (begun.Rows[0][0] is DateTime begin) earliest = begin;
        var rows = await store.QueryAsync(new StoreQuery(Sql(), asset, earliest, at, at - TimeSpan.FromMicroseconds(Window)), cancellationToken);
        return OwnLevels.Compare(Samples([.. rows.Rows], at));
    }

    // The filter stands inside, where the engine applies it before it looks for the newest knowledge of a block.
    private string Sql() =>
        $"SELECT {StoredWindows.Columns} FROM (SELECT {StoredWindows.Columns}, row_number() OVER (PARTITION BY event_time ORDER BY known_at DESC, log_offset DESC) AS place FROM descriptor "
        + $"WHERE asset = ? AND event_time >= ? AND event_time <= ? AND (event_time > ? OR {store.Dialect.UnixMicros("event_time")} % {Cell} >= {Cell - Window})) AS d WHERE place = 1 ORDER BY event_time";

    private static List<OwnLevels.Sample> Samples(object?[][] rows, DateTime at)
    {
        long[] times = [.. rows.Select(r => Micros((DateTime)r[0]!))];
        var newestFrom = Micros(at) - Window;
        var (windows, samples) = (new StoredWindows(), new List<OwnLevels.Sample>());
        for (var first = 0; first < rows.Length;)
        {
            // The newest look may lie on both sides of a half hour's end.
            var after = first + 1;
            while (after < rows.Length && times[after] > newestFrom == times[first] > newestFrom && (times[first] > newestFrom || times[after] / Cell == times[first] / Cell)) after++;
            var features = new float[WindowFeatures.Names.Count];
            if (windows.TryCompute(rows.AsSpan(first, after - first), times.AsSpan(first, after - first), features))
                samples.Add(new OwnLevels.Sample(times[after - 1], DrillingStates.Parse((string)rows[after - 1][1]!), features));
            first = after;
        }
        return samples;
    }

    private static long Micros(DateTime utc) => (utc.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
}
