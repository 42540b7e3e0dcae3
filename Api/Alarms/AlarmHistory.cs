using Maintenance.Core.Alarms.Performance;
using Maintenance.Core.Assets;
using Maintenance.Core.Ports;
using Maintenance.Queries;

namespace Maintenance.Api.Alarms;

/// <summary>Alarms of any window, from the store: each time that one stood, as now known, joined as for the figures.</summary>
public sealed class AlarmHistory(IConditionStore store, AssetRegistry registry)
{
    /// <summary>The alarms that began last of those that stood in a window; memory for as many, and for some assets' rows.</summary>
    /// <param name="range">The window.</param>
    /// <param name="wants">Which assets and rules.</param>
    /// <param name="scope">What the caller may see.</param>
    /// <param name="limit">Alarms at most.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<IReadOnlyList<(string Asset, AlarmOccurrence Alarm)>> OfAsync(
        TimeRange range, Func<string, string?, bool> wants, RegionScope scope, int limit, CancellationToken cancellationToken)
    {
        var newest = new PriorityQueue<(string Asset, AlarmOccurrence Alarm), (long, string, string)>();
        await foreach (var rows in AlarmPerformanceQuery.RunAsync(
            store, range, asset => scope.AllowsRowsOf(asset, registry) && wants(asset, null), cancellationToken))
            foreach (var alarm in AlarmOccurrences.Of(rows.Events, out _))
            {
                if (alarm.BeginUnixMicros >= range.ToUnixMicros || alarm.EndUnixMicros <= range.FromUnixMicros
                    || !wants(rows.Asset, alarm.Rule)) continue;
                newest.Enqueue((rows.Asset, alarm), (alarm.BeginUnixMicros, rows.Asset, alarm.Rule));
                if (newest.Count > limit) newest.Dequeue();
            }
        return [.. newest.UnorderedItems.OrderByDescending(i => i.Priority).Select(i => i.Element)];
    }
}
