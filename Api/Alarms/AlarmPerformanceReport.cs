using Maintenance.Core.Alarms;
using Maintenance.Core.Alarms.Performance;
using Maintenance.Core.Assets;
using Maintenance.Core.Ports;
using Maintenance.Queries;

namespace Maintenance.Api.Alarms;

/// <summary>The performance of the alarm system in a window, from the store. Threading: any.</summary>
public sealed class AlarmPerformanceReport(IConditionStore store, AssetRegistry registry, AlarmRules rules)
{
    /// <summary>The figures.</summary>
    /// <param name="window">Window.</param>
    /// <param name="scope">What the caller may see.</param>
    /// <param name="region">Only this region; null or empty: all in the scope.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<AlarmPerformance> OfAsync(
        AlarmWindow window, RegionScope scope, string? region, CancellationToken cancellationToken)
    {
        var range = new TimeRange(window.FromUnixMicros, window.UntilUnixMicros);
        var judged = await AlarmPerformanceQuery.JudgedAsync(store, range, MayBeSeen, cancellationToken);
        var tally = new AlarmPerformanceTally(window) { DrillsJudged = judged.Count };
        var current = rules.Current;
        var ofRigs = (await AlarmPerformanceQuery.OfRigsAsync(store, range, cancellationToken))
            .ToLookup(a => AlarmPast.RigOf(a) ?? "", StringComparer.Ordinal);
        await foreach (var rows in AlarmPerformanceQuery.RunAsync(store, range, MayBeSeen, cancellationToken))
        {
            var asset = registry.TryGet(rows.Asset, out var known) ? known : null;
            var actions = asset is null ? rows.Actions : [.. rows.Actions, .. ofRigs[AlarmPast.RigOf(asset)]];
            tally.Add(rows.Asset, rows.Events, actions, current.For(asset));
        }
        var figures = tally.Figures();
        var worst = new List<BadActor>();
        foreach (var actor in figures.BadActors)
            worst.Add(await WithDeadbandAsync(actor, current.For(registry.TryGet(actor.Asset, out var known) ? known : null),
                cancellationToken));
        return figures with { BadActors = worst };

        bool MayBeSeen(string asset) => scope.AllowsRowsOf(asset, registry) && IsIn(asset, region);
    }

    // By the values between its alarms, as far as they are stored.
    private async Task<BadActor> WithDeadbandAsync(
        BadActor actor, IReadOnlyList<AlarmRulePeriod> periods, CancellationToken cancellationToken)
    {
        if (actor.Pauses.Count == 0 || periods.LastOrDefault(p => p.Rule.Id == actor.Rule).Rule is not { } rule
            || AlarmAdvice.FirstLimit(rule) is not { } limit || !SignalExtremesQuery.Knows(limit.Signal)) return actor;
        var found = await SignalExtremesQuery.RunAsync(store, actor.Asset, limit.Signal,
            [.. actor.Pauses.Select(p => new TimeRange(p.FromUnixMicros, p.UntilUnixMicros))], cancellationToken);
        var normal = found.OfType<(double Low, double High)>()
            .Select(e => limit.Comparison == AlarmComparison.Above ? e.Low : e.High).ToList();
        AlarmAdvice?[] advice = [.. actor.Advice, AlarmAdvice.Deadband(limit, actor.Alarms, normal)];
        return actor with
        {
            Advice = [.. advice.OfType<AlarmAdvice>().OrderByDescending(a => a.Removed)],
            PausesWithoutValues = actor.Pauses.Count - normal.Count,
        };
    }

    private bool IsIn(string asset, string? region) => string.IsNullOrWhiteSpace(region)
        || (registry.TryGet(asset, out var known) && string.Equals(known.Region, region, StringComparison.OrdinalIgnoreCase));
}
