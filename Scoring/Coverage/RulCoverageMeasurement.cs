using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Maintenance.Queries;

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
            foreach (var told in await ToldLivesQuery.RunAsync(store, asset, from, to, cancellationToken))
            {
                var eventTime = told.EventTimeUnixMicros;
                var minute = eventTime / MinuteMicros * MinuteMicros;
                var minuteEnd = Math.Min(minute + MinuteMicros, end);
                if (told is { P10Hours: { } p10, P50Hours: { } p50, P90Hours: { } p90 }
                    && ModelOf(periods, told.LogPartition, told.LogOffset) is { } model)
                {
                    if (!tallies.TryGetValue(model, out var tally)) tallies[model] = tally = new RulCoverageCount();
                    tally.Add(eventTime, p10, p50, p90, (operating + minuteEnd - eventTime) / MicrosOfHour);
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
    private async Task WriteAsync(string asset, DateTime failed, Dictionary<string, RulCoverageCount> tallies,
        CancellationToken cancellationToken)
    {
        foreach (var model in await CoveredModelsQuery.RunAsync(store, asset, failed, cancellationToken))
            tallies.TryAdd(model, new RulCoverageCount());
        if (tallies.Count == 0) return;
        var now = UnixMicros.Now(clock);
        var batch = TableBatch.Of([.. tallies.Select(t => t.Value.RowOf(asset, UnixMicros.Of(failed), t.Key, now))]);
        await store.CommitAsync(new StoreCommit { Batches = [batch] }, cancellationToken);
    }

    private async Task<DateTime> BeginAsync(string asset, DateTime failed, CancellationToken cancellationToken)
    {
        var earliest = failed - MaxRul;
        return await LifeBeginQuery.BeforeAsync(store, asset, failed, cancellationToken) is { } begin && begin > earliest
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
