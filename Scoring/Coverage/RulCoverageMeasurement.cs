using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Maintenance.Queries;

namespace Maintenance.Scoring.Coverage;

/// <summary>
/// Compares the RUL estimates made before a recorded failure with the true remaining life, and writes <c>life_coverage</c>, one row per
/// model; <c>model_serving</c> says which model made an estimate.
/// <para>A life begins at the asset's previous failure or repair, at most 30 days back. The newest assessment of each minute of event time
/// counts as one sample. Remaining life is in operating hours: minutes without an assessment are not counted, so a drill does not age while
/// it is laid up.</para>
/// A pure function of the stored rows: repeating it gives the same row, or a corrected one after late data. Threading: none of its own.
/// </summary>
/// <param name="store">Store.</param>
/// <param name="reader">Reader whose rows of <c>model_serving</c> apply.</param>
/// <param name="clock">Clock for the column <c>settled</c>.</param>
internal sealed class RulCoverageMeasurement(IConditionStore store, string reader, TimeProvider clock)
{
    /// <summary>Longest life that is measured.</summary>
    public static readonly TimeSpan MaxLife = TimeSpan.FromDays(30);

    private const long MinuteMicros = 60_000_000;
    private const double MicrosPerHour = 3.6e9;

    // Event time read per query: bounds memory, and keeps other queries from waiting long.
    private const long StepMicros = 6 * 60 * MinuteMicros;

    /// <summary>Measures the life that ended with one failure.</summary>
    /// <returns>Samples counted, over all models.</returns>
    public async Task<long> SettleAsync(string asset, DateTime failed, CancellationToken cancellationToken)
    {
        var periods = await PeriodsAsync(cancellationToken);
        var begin = UnixMicros.Of(await BeginAsync(asset, failed, cancellationToken));
        var (end, operating, minutes) = (UnixMicros.Of(failed), 0L, 0L);
        var counts = new Dictionary<string, RulCoverageCount>(StringComparer.Ordinal);
        for (var to = end; to > begin;)
        {
            // Steps end at whole minutes, so that no minute is split.
            var from = Math.Max(begin, (to - StepMicros) / MinuteMicros * MinuteMicros);
            foreach (var estimate in await RulEstimatesQuery.RunAsync(store, asset, from, to, cancellationToken))
            {
                var eventTime = estimate.EventTimeUnixMicros;
                var minute = eventTime / MinuteMicros * MinuteMicros;
                var minuteEnd = Math.Min(minute + MinuteMicros, end);
                if (estimate is { P10Hours: { } p10, P50Hours: { } p50, P90Hours: { } p90 }
                    && ModelOf(periods, estimate.LogPartition, estimate.LogOffset) is { } model)
                {
                    if (!counts.TryGetValue(model, out var count)) counts[model] = count = new RulCoverageCount();
                    count.Add(eventTime, p10, p50, p90, (operating + minuteEnd - eventTime) / MicrosPerHour);
                }
                operating += minuteEnd - Math.Max(minute, begin);
                minutes++;
            }
            to = from;
        }
        // Without rows (retention removed them) there is nothing to measure, and the stored result stays.
        if (minutes > 0) await WriteAsync(asset, failed, counts, cancellationToken);
        return counts.Values.Sum(t => t.Samples);
    }

    // The row of a model that turns out to have no estimates in this life (a later record shortened it) becomes empty.
    private async Task WriteAsync(string asset, DateTime failed, Dictionary<string, RulCoverageCount> counts,
        CancellationToken cancellationToken)
    {
        foreach (var model in await CoveredModelsQuery.RunAsync(store, asset, failed, cancellationToken))
            counts.TryAdd(model, new RulCoverageCount());
        if (counts.Count == 0) return;
        var now = UnixMicros.Now(clock);
        var batch = TableBatch.Of([.. counts.Select(t => t.Value.RowOf(asset, UnixMicros.Of(failed), t.Key, now))]);
        await store.CommitAsync(new StoreCommit { Batches = [batch] }, cancellationToken);
    }

    private async Task<DateTime> BeginAsync(string asset, DateTime failed, CancellationToken cancellationToken)
    {
        var earliest = failed - MaxLife;
        return await LifeStartQuery.BeforeAsync(store, asset, failed, cancellationToken) is { } begin && begin > earliest
            ? begin : earliest;
    }

    private async Task<Dictionary<long, List<(long From, string? Model)>>> PeriodsAsync(CancellationToken cancellationToken) =>
        (await ServingPeriodsQuery.OfReaderAsync(store, reader, cancellationToken)).GroupBy(r => (long)r.LogPartition)
            .ToDictionary(g => g.Key, g => g.Select(r => (r.FromOffset, r.LifeModelHash)).ToList());

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
