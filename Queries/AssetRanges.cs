using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>
/// Asks for many stretches of many assets at once: the cost of a read lies mostly in asking. Stretches that lie near each other share a
/// statement, whose outer bounds of event time keep the engine from scanning what none of them needs.
/// </summary>
internal static class AssetRanges
{
    /// <summary>Maximum number of stretches in a statement.</summary>
    private const int MaxStretches = 100;

    /// <summary>How far the stretches of a statement reach, for a row a second.</summary>
    private static readonly TimeSpan MaxSpan = TimeSpan.FromHours(6);

    /// <summary>Runs a statement for every group of stretches.</summary>
    /// <param name="store">Store.</param>
    /// <param name="ranges">Stretches; those of one asset do not overlap.</param>
    /// <param name="sqlOf">SQL with a condition on <c>asset</c> and <c>event_time</c>.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <param name="maxSpan">How far the stretches of a statement reach; null for tables with a row a second.</param>
    public static async Task<List<QueryResult>> ReadAsync(
        IConditionStore store, IEnumerable<AssetRange> ranges, Func<string, string> sqlOf, CancellationToken cancellationToken,
        TimeSpan? maxSpan = null)
    {
        var results = new List<QueryResult>();
        var group = new List<AssetRange>();
        foreach (var range in ranges.OrderBy(r => r.From))
        {
            if (group.Count == MaxStretches || (group.Count > 0 && range.To - group[0].From > (maxSpan ?? MaxSpan))) await AskAsync();
            group.Add(range);
        }
        if (group.Count > 0) await AskAsync();
        return results;

        async Task AskAsync()
        {
            var stretches = string.Join(" OR ", group.Select(_ => "(asset = ? AND event_time >= ? AND event_time <= ?)"));
            object?[] bounds = [group[0].From, group.Max(r => r.To)];
            var query = new StoreQuery(sqlOf($"event_time >= ? AND event_time <= ? AND ({stretches})"),
                [.. bounds, .. group.SelectMany(r => new object?[] { r.Asset, r.From, r.To })]);
            results.Add(await store.QueryAsync(query, cancellationToken));
            group.Clear();
        }
    }

    /// <summary>Rows of some assets, a thousand to a statement.</summary>
    /// <param name="store">Store.</param>
    /// <param name="assets">Assets.</param>
    /// <param name="sqlOf">SQL with a condition on <c>asset</c>.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<List<QueryResult>> OfAssetsAsync(
        IConditionStore store, IEnumerable<string> assets, Func<string, string> sqlOf, CancellationToken cancellationToken)
    {
        var results = new List<QueryResult>();
        foreach (var some in assets.Chunk(1000))
        {
            var query = new StoreQuery(sqlOf($"asset IN ({string.Join(", ", some.Select(_ => "?"))})"), [.. some]);
            results.Add(await store.QueryAsync(query, cancellationToken));
        }
        return results;
    }
}
