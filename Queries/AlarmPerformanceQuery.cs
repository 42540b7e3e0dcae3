using System.Runtime.CompilerServices;
using Maintenance.Core.Alarms;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;

namespace Maintenance.Queries;

/// <summary>
/// All rows of alarms that stand or stood in a range, with what operators did to them, asset by asset: some assets to a statement, so
/// that memory does not grow with the fleet. Every version of a row, because the first one says when an alarm was known; of what began
/// before the range only what the current view shows to have reached into it.
/// </summary>
public static class AlarmPerformanceQuery
{
    private const int MaxAssets = 500;
    private const int MaxRows = 50_000;

    private const string Counts =
        "SELECT asset, count(*) AS number FROM alarm_event WHERE event_time < ? GROUP BY asset ORDER BY asset";

    private const string Newest = "SELECT asset, event_time FROM assessment_latest WHERE event_time >= ?";

    private static readonly string OfRigs = $"SELECT {OperatorActionRow.Table.ColumnList} FROM operator_action "
        + $"WHERE asset IS NULL AND event_time < ? AND action IN ('{OperatorActions.OutOfService}', '{OperatorActions.InService}') "
        + "ORDER BY sequence";

    /// <summary>The rows of the assets that a caller may see.</summary>
    /// <param name="store">Store.</param>
    /// <param name="range">The range.</param>
    /// <param name="mayBeSeen">Whether an asset's rows may be.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async IAsyncEnumerable<AlarmRowsOfAsset> RunAsync(
        IConditionStore store, TimeRange range, Func<string, bool> mayBeSeen,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var counts = (await store.QueryAsync(new StoreQuery(Counts, range.To), cancellationToken))
            .Read(r => (Asset: r.Text("asset"), Number: r.Whole("number"))).Where(c => mayBeSeen(c.Asset));
        var (some, rows) = (new List<string>(), 0L);
        foreach (var (asset, number) in counts)
        {
            if (some.Count == MaxAssets || (some.Count > 0 && rows + number > MaxRows))
            {
                foreach (var found in await OfAsync(store, range, some, cancellationToken)) yield return found;
                (some, rows) = ([], 0);
            }
            some.Add(asset);
            rows += number;
        }
        foreach (var found in await OfAsync(store, range, some, cancellationToken)) yield return found;
    }

    /// <summary>
    /// Assets of which blocks were judged in the range: as their newest assessment says, and of those judged since as their minutes say.
    /// </summary>
    public static async Task<IReadOnlyList<string>> JudgedAsync(
        IConditionStore store, TimeRange range, Func<string, bool> mayBeSeen, CancellationToken cancellationToken)
    {
        var newest = (await store.QueryAsync(new StoreQuery(Newest, range.From), cancellationToken))
            .Read(r => (Asset: r.Text("asset"), At: r.UnixMicros("event_time"))).Where(a => mayBeSeen(a.Asset)).ToList();
        var judged = newest.Where(a => a.At < range.ToUnixMicros).Select(a => a.Asset).ToList();
        foreach (var some in newest.Where(a => a.At >= range.ToUnixMicros).Select(a => a.Asset).Chunk(MaxAssets))
        {
            var query = new StoreQuery(WithMinutes(some.Length), [.. some, range.From, range.To]);
            judged.AddRange((await store.QueryAsync(query, cancellationToken)).Read(r => r.Text("asset")));
        }
        return judged;
    }

    /// <summary>Actions that take rigs out of service and put them back, of all rigs: few.</summary>
    public static async Task<IReadOnlyList<OperatorActionRow>> OfRigsAsync(
        IConditionStore store, TimeRange range, CancellationToken cancellationToken) =>
        (await store.QueryAsync(new StoreQuery(OfRigs, range.To), cancellationToken)).Read<OperatorActionRow>();

    private static async Task<IEnumerable<AlarmRowsOfAsset>> OfAsync(
        IConditionStore store, TimeRange range, List<string> assets, CancellationToken cancellationToken)
    {
        if (assets.Count == 0) return [];
        var marks = string.Join(", ", assets.Select(_ => "?"));
        object?[] ids = [.. assets];
        var events = (await store.QueryAsync(new StoreQuery(Events(marks), [.. ids, range.To, range.From, .. ids, range.From, range.From]),
            cancellationToken)).Read<AlarmEventRow>().ToLookup(e => e.Asset, StringComparer.Ordinal);
        var actions = (await store.QueryAsync(new StoreQuery(Actions(marks), [.. ids, range.To, range.From]), cancellationToken))
            .Read<OperatorActionRow>().ToLookup(a => a.Asset, StringComparer.Ordinal);
        return assets.Where(events.Contains).Select(a => new AlarmRowsOfAsset(a, [.. events[a]], [.. actions[a]]));
    }

    private static string WithMinutes(int assets) =>
        $"""
        SELECT DISTINCT asset FROM condition_minute WHERE asset IN ({string.Join(", ", Enumerable.Repeat("?", assets))})
            AND event_time >= ? AND event_time < ?
        """;

    private static string Events(string marks) =>
        $"""
        SELECT {AlarmEventRow.Table.ColumnList} FROM alarm_event WHERE asset IN ({marks}) AND event_time < ? AND (event_time >= ?
            OR (asset, rule, level, event_time) IN (SELECT asset, rule, level, event_time FROM alarm_event_current
                WHERE asset IN ({marks}) AND event_time < ? AND withdrawn = 0 AND (returned IS NULL OR returned > ?)))
        """;

    // Acknowledgements of before the range are of alarms of before.
    private static string Actions(string marks) =>
        $"""
        SELECT {OperatorActionRow.Table.ColumnList} FROM operator_action WHERE asset IN ({marks}) AND event_time < ?
            AND action IN ({string.Join(", ", Read.Select(a => $"'{a}'"))})
            AND (action <> '{OperatorActions.Acknowledge}' OR event_time >= ?)
        """;

    private static readonly string[] Read =
    [
        OperatorActions.Acknowledge, OperatorActions.Shelve, OperatorActions.ShelveOnce, OperatorActions.Unshelve,
        OperatorActions.OutOfService, OperatorActions.InService,
    ];
}
