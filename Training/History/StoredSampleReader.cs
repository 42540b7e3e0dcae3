using System.Globalization;
using Maintenance.Core.Ports;
using Maintenance.Core.Time;
using Maintenance.Queries;
using Maintenance.Scoring.HealthAssessment;

namespace Maintenance.Training.History;

/// <summary>
/// Reads samples of a drill's history with their window features: for each cell of event time, the newest block of its last minute and the
/// window before it. Through a running host or directly from the store, in queries of bounded size.
/// </summary>
internal sealed class StoredSampleReader(ReadOnlySql query, TimeSpan every)
{
    private const long Minute = 60 * UnixMicros.PerSecond;
    private const int CellsPerQuery = 36;
    private static readonly QueryLimits Limits = new(MaxRows: 10_000, Timeout: TimeSpan.FromSeconds(30));

    private readonly StoredWindows _windows = new();
    private readonly long _cell = UnixMicros.Length(every);

    /// <summary>Length of a cell, µs.</summary>
    public long CellMicros => _cell;

    /// <summary>Reads the samples of an interval, in order of time; cells without a block have none.</summary>
    /// <param name="asset">Drill.</param>
    /// <param name="from">Unix µs; cells begin at multiples of their length.</param>
    /// <param name="to">Unix µs, exclusive.</param>
    /// <param name="cancellationToken">Checked between queries.</param>
    /// <returns>Time, Unix µs, and features; null features when the window has no evidence.</returns>
    public async IAsyncEnumerable<(long At, float[]? Features)> ReadAsync(
        string asset, long from, long to, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var count = CellsPerQuery;
        for (var cell = from / _cell * _cell; cell < to;)
        {
            var ends = Enumerable.Range(1, count).Select(i => cell + (i * _cell)).TakeWhile(e => e - _cell < to)
                .Select(e => Math.Min(e, to)).ToArray();
            var result = await query(Sql(asset, from, ends), Limits, cancellationToken);
            if (result.Truncated)
            {
                if (count == 1) throw new QueryRefusedException($"The two minutes of {asset} before {Text(ends[0])} have more blocks than "
                    + "the host returns per query.");
                count = Math.Max(1, count / 2);
                continue;
            }
            foreach (var sample in Samples(result, ends)) yield return sample;
            cell += count * _cell;
        }
    }

    private IEnumerable<(long At, float[]? Features)> Samples(QueryResult result, long[] ends)
    {
        StoredBlock[] blocks = [.. BlocksNearTimesSql.Read(result).Select(StoredBlock.Of)];
        long[] times = [.. blocks.Select(b => b.EventTimeUnixMicros)];
        foreach (var end in ends)
        {
            var (first, after) = (LowerBound(times, end - (2 * Minute)), LowerBound(times, end));
            if (first == after || times[after - 1] < end - Minute) continue;
            var features = new float[WindowFeatures.Names.Count];
            var has = _windows.TryCompute(blocks.AsSpan(first, after - first), features);
            yield return (times[after - 1], has ? features : null);
        }
    }

    // The window of a sample in the last minute of a cell reaches into the minute before, but never before the interval.
    private static string Sql(string asset, long from, long[] ends) =>
        BlocksNearTimesSql.Of(asset, from, [.. ends.Select(e => (e - (2 * Minute), e))]);

    private static int LowerBound(long[] times, long at)
    {
        var found = Array.BinarySearch(times, at);
        return found >= 0 ? found : ~found;
    }

    private static string Text(long unixMicros) =>
        $"TIMESTAMP '{UnixMicros.ToUtc(unixMicros).ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture)}'";
}
