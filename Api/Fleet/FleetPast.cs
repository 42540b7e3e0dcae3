using Maintenance.Core.Assets;
using Maintenance.Core.Feed;
using Maintenance.Core.Ports;
using Maintenance.Core.Time;
using Maintenance.Queries;

namespace Maintenance.Api.Fleet;

/// <summary>
/// Conditions as they were known at a time, from the store: what <see cref="LiveFleet"/> held then. Known means received by Ingest; a
/// screen was behind that by the time from receipt to the committed assessment. Drills are those that are registered today.
/// </summary>
public sealed class FleetPast(IConditionStore store, AssetRegistry registry)
{
    // Most drills send every second: the first question reads little, and the second only what the first did not answer.
    private static readonly TimeSpan Near = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Far = DrillCondition.GradeHeldFor + DrillCondition.GradeHeldFor + Near;

    // Blocks of a clock that runs ahead; ingest refuses what is further off.
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(1);
    private static readonly DateTime Always = new(9999, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>All drills as known at a time, Unix µs; in no particular order.</summary>
    public Task<IReadOnlyList<DrillCondition>> AsKnownAsync(long unixMicros, CancellationToken cancellationToken)
    {
        var at = UnixMicros.ToUtc(unixMicros);
        return LoadAsync([.. registry.All], at, at, at + Ahead, cancellationToken);
    }

    /// <summary>One drill as known at a time; null when it is not registered.</summary>
    public async Task<DrillCondition?> AsKnownAsync(string asset, long unixMicros, CancellationToken cancellationToken)
    {
        var at = UnixMicros.ToUtc(unixMicros);
        return registry.TryGet(asset, out var found)
            ? (await LoadAsync([found], at, at, at + Ahead, cancellationToken)).SingleOrDefault() : null;
    }

    /// <summary>What is known now of the drills at a time.</summary>
    public Task<IReadOnlyList<DrillCondition>> NowKnownAsync(long unixMicros, CancellationToken cancellationToken)
    {
        var at = UnixMicros.ToUtc(unixMicros);
        return LoadAsync([.. registry.All], Always, at, at, cancellationToken);
    }

    /// <summary>What is known now of one drill at a time; null when it is not registered.</summary>
    public async Task<DrillCondition?> NowKnownAsync(string asset, long unixMicros, CancellationToken cancellationToken)
    {
        var at = UnixMicros.ToUtc(unixMicros);
        return registry.TryGet(asset, out var found)
            ? (await LoadAsync([found], Always, at, at, cancellationToken)).SingleOrDefault() : null;
    }

    // Blocks before that time, of which there may be more recent ones, do not count, nor do those of a clock so far ahead.
    private static bool IsAfter(AssetUpdate? update, DateTime time) => update is not null
        && new Recency(UnixMicros.Of(time), long.MaxValue)
            .IsBefore(new Recency(update.EventTimeUnixMicros, update.ReceivedUnixMicros));

    private async Task<IReadOnlyList<DrillCondition>> LoadAsync(
        Asset[] assets, DateTime knownAt, DateTime at, DateTime to, CancellationToken cancellationToken)
    {
        var drills = assets.ToDictionary(a => a.Id.Value, a => new DrillCondition { Asset = a, Version = 0 }, StringComparer.Ordinal);
        string[]? wanted = assets.Length == 1 ? [assets[0].Id.Value] : null;
        await AddAsync(at - Near, wanted);
        string[] rest = [.. drills.Where(d => !(IsAfter(d.Value.Latest, at - Near) && IsAfter(d.Value.Assessed, at - Near)))
            .Select(d => d.Key)];
        if (rest.Length > 0) await AddAsync(at - Far, rest);
        string[] silent = [.. drills.Where(d => !IsAfter(d.Value.Latest, at - Far + DrillCondition.GradeHeldFor)).Select(d => d.Key)];
        foreach (var group in (await AssessmentsAsKnownQuery.NewestAsync(store, knownAt < to ? knownAt : to, silent, cancellationToken))
            .GroupBy(n => n.Value / UnixMicros.Length(Far), n => n.Key))
        {
            // Drills that fell silent at about the same time share a question.
            var start = UnixMicros.ToUtc(group.Key * UnixMicros.Length(Far));
            await AddAsync(start - DrillCondition.GradeHeldFor, [.. group], start + Far);
        }
        if (knownAt < Always)
            foreach (var (asset, stamp) in await AssessmentsAsKnownQuery.StampsAheadAsync(store, knownAt, cancellationToken))
                if (drills.TryGetValue(asset, out var drill))
                    drills[asset] = drill with { NewestStampUnixMicros = Math.Max(drill.NewestStampUnixMicros, stamp) };
        return [.. drills.Values];

        async Task AddAsync(DateTime from, string[]? some, DateTime? until = null)
        {
            var end = until is { } u && u < to ? u : to;
            foreach (var row in await AssessmentsAsKnownQuery.RunAsync(store, knownAt, from, end, some, cancellationToken))
                if (drills.TryGetValue(row.Asset, out var drill))
                    drills[row.Asset] = drill.With(StoredUpdate.Of(row, drill.Asset.Region, newestStampUnixMicros: 0), version: 0);
        }
    }
}
