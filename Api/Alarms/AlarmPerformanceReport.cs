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
        return tally.Figures();

        bool MayBeSeen(string asset) => scope.AllowsRowsOf(asset, registry) && IsIn(asset, region);
    }

    private bool IsIn(string asset, string? region) => string.IsNullOrWhiteSpace(region)
        || (registry.TryGet(asset, out var known) && string.Equals(known.Region, region, StringComparison.OrdinalIgnoreCase));
}
