using System.Globalization;
using Maintenance.Core.Ports;
using Maintenance.Core.Time;
using Maintenance.Queries;
using Maintenance.Scoring.HealthAssessment;

namespace Maintenance.Training.History;

/// <summary>
/// Reads moments of a drill's history with their window features: of each cell of event time the newest block of its last minute, with the
/// minute before it. Through a running host or on the store itself, in questions of bounded size.
/// </summary>
internal sealed class StoredSamples(ReadOnlySql query, TimeSpan every)
{
    private const long Minute = 60 * UnixMicros.PerSecond;
    private const int CellsOfQuestion = 36;
    private static readonly QueryLimits Limits = new(MaxRows: 10_000, Timeout: TimeSpan.FromSeconds(30));

    private readonly StoredWindows _windows = new();
    private readonly long _cell = UnixMicros.Length(every);

    /// <summary>Length of a cell, µs.</summary>
    public long CellMicros => _cell;

    /// <summary>Reads the moments of a stretch, in order of time; cells without a block give none.</summary>
    /// <param name="asset">Drill.</param>
    /// <param name="from">Unix µs; cells begin at whole multiples of their length.</param>
    /// <param name="to">Unix µs, exclusive.</param>
    /// <param name="cancellationToken">Stops between two questions.</param>
    /// <returns>Time, and features; null where the window has no evidence.</returns>
    public async IAsyncEnumerable<(long At, float[]? Features)> ReadAsync(
        string asset, long from, long to, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var count = CellsOfQuestion;
        for (var cell = from / _cell * _cell; cell < to;)
        {
            var ends = Enumerable.Range(1, count).Select(i => cell + (i * _cell)).TakeWhile(e => e - _cell < to)
                .Select(e => Math.Min(e, to)).ToArray();
            var result = await query(Question(asset, from, ends), Limits, cancellationToken);
            if (result.Truncated)
            {
                if (count == 1) throw new QueryRefusedException($"Two minutes of {asset} before {Text(ends[0])} hold more blocks than the "
                    + "host answers at once.");
                count = Math.Max(1, count / 2);
                continue;
            }
            foreach (var moment in Moments(result, ends)) yield return moment;
            cell += count * _cell;
        }
    }

    private IEnumerable<(long At, float[]? Features)> Moments(QueryResult result, long[] ends)
    {
        StoredBlock[] blocks = [.. BlocksNearTimesText.Read(result).Select(StoredBlock.Of)];
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

    // The window of a moment in the last minute of a cell reaches back into the minute before, never before the stretch.
    private static string Question(string asset, long from, long[] ends) =>
        BlocksNearTimesText.Of(asset, from, [.. ends.Select(e => (e - (2 * Minute), e))]);

    private static int LowerBound(long[] times, long at)
    {
        var found = Array.BinarySearch(times, at);
        return found >= 0 ? found : ~found;
    }

    private static string Text(long unixMicros) =>
        $"TIMESTAMP '{UnixMicros.ToUtc(unixMicros).ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture)}'";
}
