using Maintenance.Core.Conditions;
using Maintenance.Core.Feed;
using Maintenance.Core.Log;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Tracing;
using Maintenance.Queries;
using Maintenance.Scoring.HealthAssessment;
using Maintenance.Scoring.Offsets;
using Maintenance.Scoring.Trends;
using Maintenance.Scoring.Workers;

namespace Maintenance.Scoring.Verification;

/// <summary>
/// Scores the whole telemetry log again into a second store and compares the two, value by value: if they are equal, the store's content
/// follows from the log, the models and their periods of service alone.
/// </summary>
/// <param name="services">Log, first store, registry and models, with scoring stopped and caught up.</param>
/// <param name="scratch">The second store: migrated and empty.</param>
public sealed class LogVerifier(ScoringServices services, IConditionStore scratch)
{
    /// <summary>Tables derived from the log, each with the order in which its rows were written.</summary>
    private static readonly (TableSchema Table, string Order)[] Tables =
    [
        (StoreTables.Reading, "event_time"), (StoreTables.Descriptor, "event_time, log_offset"),
        (StoreTables.Assessment, "event_time, log_offset"), (StoreTables.ConditionMinute, "event_time, log_offset"),
    ];

    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OtherBuildsRows> _others = new(StringComparer.Ordinal);
    private readonly Dictionary<OffsetKey, (OffsetSpans Spans, LogLineage Lineage)> _spans = [];

    private static readonly DateTime Never = new(9999, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Scores the log and compares the tables.</summary>
    public async Task<IReadOnlyList<TableComparison>> RunAsync(CancellationToken cancellationToken)
    {
        await CopyPeriodsAsync(cancellationToken);
        await ScoreAsync(cancellationToken);
        var result = new List<TableComparison>();
        foreach (var (table, order) in Tables)
        {
            var comparison = new TableComparison(table.Name, services.Store.Dialect.HasInfinities);
            foreach (var asset in services.Registry.All.Select(a => a.Id.Value).Order(StringComparer.Ordinal))
                await CompareAsync(comparison, table, asset, order, cancellationToken);
            result.Add(comparison);
        }
        return result;
    }

    // Which model scored which record is in the store: the rows depend on it.
    private async Task CopyPeriodsAsync(CancellationToken cancellationToken)
    {
        var periods = await ServingPeriodsQuery.OfAllAsync(services.Store, cancellationToken);
        // In the log's own offsets, as in the scratch store. Of the periods that began in a log that is gone, the last one extends into
        // this log.
        var own = new Dictionary<(string, long, long), ModelServingRow>();
        foreach (var row in periods)
        {
            var from = await ToLogAsync(row.Reader, row.LogPartition, row.FromOffset, cancellationToken) ?? 0;
            own[(row.Reader, row.LogPartition, from)] = row with { FromOffset = from };
        }
        await scratch.CommitAsync(new StoreCommit { Batches = [TableBatch.Of([.. own.Values])] }, cancellationToken);
        foreach (var hash in periods.Select(r => r.ModelHash).Append(services.Models.Champion.Hash).Distinct(StringComparer.Ordinal))
            if (await services.Models.IsLoadableAsync(hash, cancellationToken)) _known.Add(hash);
    }

    private async Task ScoreAsync(CancellationToken cancellationToken)
    {
        var second = services with
        {
            Store = scratch,
            Feed = new LiveFeed(),
            Models = services.Models.AsRecorded(),
            Traces =
            RecordTraces.Off
        };
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var workers = Enumerable.Range(0, services.Log.PartitionCount(Topics.Telemetry)).Select(p => new PartitionWorker(second, p))
            .ToArray();
        var running = workers.Select(w => Task.Run(() => w.RunAsync(stop.Token), cancellationToken)).ToArray();
        var caughtUp = Task.WhenAll(workers.Select(w =>
            w.WaitForPositionAsync(services.Log.HighWatermark(Topics.Telemetry, w.Partition), cancellationToken)));
        var first = await Task.WhenAny([caughtUp, .. running]);
        await first; // a worker only ends by failing
        await stop.CancelAsync();
        await Task.WhenAll(running.Select(r => r.ContinueWith(_ => { }, TaskScheduler.Default)));
    }

    private async Task CompareAsync(TableComparison comparison, TableSchema table, string asset, string order,
        CancellationToken cancellationToken)
    {
        var since = await VerifiableSinceAsync(comparison.Table, asset, cancellationToken);
        comparison.AddUnverifiable(await OldestRowQuery.CountBeforeAsync(services.Store, comparison.Table, asset, since,
            cancellationToken));
        var stored = await VerifiedRowsQuery.RunAsync(services.Store, table, order, asset, since, cancellationToken);
        stored = await OfThisLogAsync(comparison, stored, cancellationToken);
        var computed = await VerifiedRowsQuery.RunAsync(scratch, table, order, asset, since, cancellationToken);
        if (!_others.TryGetValue(asset, out var others)) _others[asset] = others = await OthersAsync(asset, cancellationToken);
        (stored, computed, var leftOut) = others.Without(table, stored, computed);
        comparison.AddUnverifiable(leftOut, OtherBuildsRows.Advice);
        comparison.Compare(asset, stored, computed, _known.Contains);
    }

    private async Task<OtherBuildsRows> OthersAsync(string asset, CancellationToken cancellationToken)
    {
        var last = new Dictionary<long, long>();
        foreach (var (partition, offset) in await OtherDescriptorSetQuery.LastRecordsAsync(
            services.Store, asset, Descriptors.SetVersion, cancellationToken))
            if (await ToLogAsync(services.Options.Reader, partition, offset, cancellationToken) is { } own) last[partition] = own;
        var minutes = await OtherDescriptorSetQuery.MinutesAsync(services.Store, asset, Descriptors.SetVersion, _known, cancellationToken);
        return new OtherBuildsRows(last, [.. minutes.Order()]);
    }

    // Rows with the log's own offsets; those from a log that is gone cannot be recomputed.
    private async Task<QueryResult> OfThisLogAsync(TableComparison comparison, QueryResult stored, CancellationToken cancellationToken)
    {
        var (partition, offset) = (stored.Columns.ToList().IndexOf("log_partition"), stored.Columns.ToList().IndexOf("log_offset"));
        if (offset < 0) return stored;
        var rows = new List<object?[]>(stored.Rows.Count);
        foreach (var row in stored.Rows)
        {
            if (await ToLogAsync(services.Options.Reader, (long)row[partition]!, (long)row[offset]!, cancellationToken) is { } own)
            {
                row[offset] = own;
                rows.Add(row);
            }
        }
        comparison.AddUnverifiable(stored.Rows.Count - rows.Count);
        return stored with { Rows = rows };
    }

    private async Task<long?> ToLogAsync(string reader, long partition, long offset, CancellationToken cancellationToken)
    {
        var key = new OffsetKey(reader, Topics.Telemetry, (int)partition);
        if (!_spans.TryGetValue(key, out var known))
            _spans[key] = known = (await OffsetSpans.LoadAsync(services.Store, key, cancellationToken),
                services.Log.Lineage(Topics.Telemetry, key.Partition));
        return known.Spans.ToLog(offset, known.Lineage);
    }

    // Retention differs on each side: rows that the store deleted by age are not missing, and what rests on windows or minutes before the
    // beginning of the log cannot be recomputed.
    private async Task<DateTime> VerifiableSinceAsync(string table, string asset, CancellationToken cancellationToken)
    {
        var stored = await OldestRowQuery.RunAsync(services.Store, table, asset, cancellationToken);
        var logged = await OldestRowQuery.RunAsync(scratch, table, asset, cancellationToken);
        if (logged is null) return Never;
        if (stored is null || stored >= logged) return stored ?? logged.Value;
        return table == StoreTables.Reading.Name || table == StoreTables.Descriptor.Name
            ? logged.Value.AddMicroseconds(WindowFeatures.WindowMicros) : logged.Value.AddMinutes(TrendContexts.ReachMinutes + 1);
    }
}
