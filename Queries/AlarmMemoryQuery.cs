using Maintenance.Core.Ports;
using Maintenance.Core.Tables;

namespace Maintenance.Queries;

/// <summary>
/// What the alarm engine continues from: its states at the end of minutes, and its alarms. As in <see cref="DescribedBlocksQuery"/>
/// the condition is in the inner SELECT; a hundred assets share a statement.
/// </summary>
public static class AlarmMemoryQuery
{
    private const int MaxStretches = 100;

    /// <summary>The states in stretches as currently known, and the last one before each, each asset's oldest first.</summary>
    public static async Task<ILookup<string, AlarmFoldRow>> StatesAsync(
        IConditionStore store, IReadOnlyList<AssetRange> ranges, CancellationToken cancellationToken)
    {
        var rows = new List<AlarmFoldRow>();
        foreach (var some in ranges.Chunk(MaxStretches))
        {
            rows.AddRange(await AskAsync<AlarmFoldRow>(store, BeforeSql(Joined(some, "asset = ? AND event_time < ?")),
                some.SelectMany(r => new object?[] { r.Asset, r.From }), cancellationToken));
            rows.AddRange(await AskAsync<AlarmFoldRow>(store, Sql(Joined(some, "asset = ? AND event_time >= ? AND event_time <= ?")),
                some.SelectMany(r => new object?[] { r.Asset, r.From, r.To }), cancellationToken));
        }
        return rows.OrderBy(r => r.EventTimeUnixMicros).ToLookup(r => r.Asset, StringComparer.Ordinal);
    }

    /// <summary>
    /// The alarms that began in stretches as currently known, and those that began before and stood into them.
    /// </summary>
    /// <param name="store">Store.</param>
    /// <param name="ranges">Stretches, at most one of an asset.</param>
    /// <param name="lead">How long before a stretch an alarm may have ended.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<ILookup<string, AlarmEventRow>> EventsAsync(
        IConditionStore store, IReadOnlyList<AssetRange> ranges, TimeSpan lead, CancellationToken cancellationToken)
    {
        var rows = new List<AlarmEventRow>();
        foreach (var some in ranges.Chunk(MaxStretches))
        {
            var stretches = Joined(some, "asset = ? AND ((event_time >= ? AND event_time <= ?) "
                + "OR (event_time < ? AND withdrawn = 0 AND (returned IS NULL OR returned >= ?)))");
            rows.AddRange(await AskAsync<AlarmEventRow>(
                store, EventsSql($"asset IN ({string.Join(", ", some.Select(_ => "?"))})", stretches),
                some.Select(r => (object?)r.Asset)
                    .Concat(some.SelectMany(r => new object?[] { r.Asset, r.From, r.To, r.From, r.From - lead })),
                cancellationToken));
        }
        return rows.ToLookup(r => r.Asset, StringComparer.Ordinal);
    }

    private static async Task<IEnumerable<TRow>> AskAsync<TRow>(
        IConditionStore store, string sql, IEnumerable<object?> parameters, CancellationToken cancellationToken)
        where TRow : struct, ITableRow<TRow> =>
        (await store.QueryAsync(new StoreQuery(sql, [.. parameters]), cancellationToken)).Read<TRow>();

    private static string Joined(IEnumerable<AssetRange> ranges, string condition) =>
        string.Join(" OR ", ranges.Select(_ => $"({condition})"));

    private static string Sql(string condition) =>
        $"""
        SELECT {AlarmFoldRow.Table.ColumnList}
        FROM (
            SELECT {AlarmFoldRow.Table.ColumnList},
                row_number() OVER (PARTITION BY asset, event_time ORDER BY known_at DESC, log_offset DESC) AS place
            FROM alarm_fold WHERE {condition}
        ) AS f
        WHERE place = 1
        """;

    private static string BeforeSql(string condition) =>
        $"""
        SELECT {AlarmFoldRow.Table.ColumnList}
        FROM (
            SELECT {AlarmFoldRow.Table.ColumnList},
                row_number() OVER (PARTITION BY asset ORDER BY event_time DESC, known_at DESC, log_offset DESC) AS place
            FROM alarm_fold WHERE {condition}
        ) AS f
        WHERE place = 1
        """;

    private static string EventsSql(string assets, string stretches) =>
        $"""
        SELECT {AlarmEventRow.Table.ColumnList}
        FROM (
            SELECT {AlarmEventRow.Table.ColumnList},
                row_number() OVER (PARTITION BY asset, rule, level, event_time ORDER BY known_at DESC, log_offset DESC) AS place
            FROM alarm_event WHERE {assets}
        ) AS e
        WHERE place = 1 AND ({stretches})
        """;
}
