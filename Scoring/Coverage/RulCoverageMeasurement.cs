using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;

namespace Maintenance.Scoring.Coverage;

/// <summary>
/// Compares, when a failure is on record, the remaining life that was told before it with what was left, and writes <c>life_coverage</c>:
/// by model, as <c>model_serving</c> tells which one it was.
/// <para>A life reaches back to the asset's last failure or repair, at most 30 days. Of each minute of event time the newest assessment
/// counts as one moment. What was left are operating hours: minutes in which the asset sent nothing that was assessed are not counted, so
/// that a drill that was laid up did not age.</para>
/// A function of the stored rows: settling again gives the same row, or the corrected one when late data came. Threading: none of its own.
/// </summary>
/// <param name="store">Store.</param>
/// <param name="reader">Reader under which <c>model_serving</c> is kept.</param>
/// <param name="clock">Clock of <c>settled</c>.</param>
internal sealed class RulCoverageMeasurement(IConditionStore store, string reader, TimeProvider clock)
{
    /// <summary>Longest life looked back on.</summary>
    public static readonly TimeSpan MaxRul = TimeSpan.FromDays(30);

    private const long MinuteMicros = 60_000_000;
    private const double MicrosOfHour = 3.6e9;

    // A question reads so much of a drill at once: bounded memory, and no other question waits long.
    private const long StepMicros = 6 * 60 * MinuteMicros;

    private const string BeginSql =
        "SELECT max(event_time) AS begun FROM maintenance_record WHERE asset = ? AND event_time < ? AND kind IN ('failed', 'repaired') AND withdrawn = 0";

    private const string PeriodsSql = "SELECT log_partition, from_offset, life_model_hash FROM model_serving WHERE reader = ? ORDER BY log_partition, from_offset";

    private const string KnownSql = "SELECT model_hash FROM life_coverage WHERE asset = ? AND failed = ?";

    /// <summary>Settles one failure.</summary>
    /// <returns>Moments counted, of all models.</returns>
    public async Task<long> SettleAsync(string asset, DateTime failed, CancellationToken cancellationToken)
    {
        var periods = await PeriodsAsync(cancellationToken);
        var begin = UnixMicros.Of(await BeginAsync(asset, failed, cancellationToken));
        var (end, operating, minutes) = (UnixMicros.Of(failed), 0L, 0L);
        var tallies = new Dictionary<string, RulCoverageCount>(StringComparer.Ordinal);
        for (var to = end; to > begin;)
        {
            // Steps end at whole minutes, so that none is cut in two.
            var from = Math.Max(begin, (to - StepMicros) / MinuteMicros * MinuteMicros);
            foreach (var row in (await store.QueryAsync(MinutesOf(asset, from, to), cancellationToken)).Read())
            {
                var eventTime = row.UnixMicros("event_time");
                var minute = eventTime / MinuteMicros * MinuteMicros;
                var minuteEnd = Math.Min(minute + MinuteMicros, end);
                if (!row.IsNull("rul_p10_hours") && !row.IsNull("rul_p50_hours") && !row.IsNull("rul_p90_hours")
                    && ModelOf(periods, row.Whole("log_partition"), row.Whole("log_offset")) is { } model)
                {
                    if (!tallies.TryGetValue(model, out var tally)) tallies[model] = tally = new RulCoverageCount();
                    tally.Add(
                        eventTime, row.DoublePrecision("rul_p10_hours"), row.DoublePrecision("rul_p50_hours"), row.DoublePrecision("rul_p90_hours"),
                        (operating + minuteEnd - eventTime) / MicrosOfHour);
                }
                operating += minuteEnd - Math.Max(minute, begin);
                minutes++;
            }
            to = from;
        }
        // Rows that retention took away leave no truth to replace what is known.
        if (minutes > 0) await WriteAsync(asset, failed, tallies, cancellationToken);
        return tallies.Values.Sum(t => t.Moments);
    }

    // A row of a model that told nothing of this life after all (the life was shortened by a record that came later) becomes empty.
    private async Task WriteAsync(string asset, DateTime failed, Dictionary<string, RulCoverageCount> tallies, CancellationToken cancellationToken)
    {
        var known = await store.QueryAsync(new StoreQuery(KnownSql, asset, failed), cancellationToken);
        foreach (var row in known.Read()) tallies.TryAdd(row.Text("model_hash"), new RulCoverageCount());
        if (tallies.Count == 0) return;
        var now = UnixMicros.Now(clock);
        var batch = TableBatch.Of([.. tallies.Select(t => t.Value.RowOf(asset, UnixMicros.Of(failed), t.Key, now))]);
        await store.CommitAsync(new StoreCommit { Batches = [batch] }, cancellationToken);
    }

    // Newest assessment of each minute, newest minute first.
    private StoreQuery MinutesOf(string asset, long from, long to)
    {
        var minute = $"floor({store.Dialect.UnixMicros("event_time")} / CAST({MinuteMicros} AS DOUBLE))";
        return new StoreQuery(
            $"""
            SELECT event_time, log_partition, log_offset, rul_p10_hours, rul_p50_hours, rul_p90_hours
            FROM (
                SELECT event_time, log_partition, log_offset, rul_p10_hours, rul_p50_hours, rul_p90_hours,
                    row_number() OVER (PARTITION BY {minute} ORDER BY event_time DESC) AS newest
                FROM assessment_current WHERE asset = ? AND event_time >= ? AND event_time < ?
            ) AS minutes
            WHERE newest = 1
            ORDER BY event_time DESC
            """, asset, UnixMicros.ToUtc(from), UnixMicros.ToUtc(to));
    }

    private async Task<DateTime> BeginAsync(string asset, DateTime failed, CancellationToken cancellationToken)
    {
        var rows = await store.QueryAsync(new StoreQuery(BeginSql, asset, failed), cancellationToken);
        var earliest = failed - MaxRul;
        return rows.First?.TimeOrNull("begun") is { } begin && begin > earliest ? begin : earliest;
    }

    private async Task<Dictionary<long, List<(long From, string? Model)>>> PeriodsAsync(CancellationToken cancellationToken) =>
        (await store.QueryAsync(new StoreQuery(PeriodsSql, reader), cancellationToken)).Read()
            .GroupBy(r => r.Whole("log_partition"))
            .ToDictionary(g => g.Key, g => g.Select(r => (r.Whole("from_offset"), r.TextOrNull("life_model_hash"))).ToList());

    // Records before the first period belong to it (decision 0010).
    private static string? ModelOf(Dictionary<long, List<(long From, string? Model)>> periods, long partition, long offset)
    {
        if (!periods.TryGetValue(partition, out var list)) return null;
        var model = list[0].Model;
        foreach (var (from, later) in list)
            if (from <= offset) model = later;
        return model;
    }
}
