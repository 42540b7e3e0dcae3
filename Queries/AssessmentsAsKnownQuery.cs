using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>
/// Of each asset the most recent assessment (<c>Recency</c>) and the most recent with a grade, from the rows that were known at a time:
/// what a live view held then. The rows are chosen by their keys and read afterwards, so that reasons and findings of a fleet's minutes
/// are not read to be thrown away.
/// </summary>
public static class AssessmentsAsKnownQuery
{
    private static readonly string Columns = string.Join(", ", StoredAssessment.Columns.Split(", ").Select(c => "a." + c));

    /// <param name="store">Store.</param>
    /// <param name="knownAt">Rows known later are left out.</param>
    /// <param name="from">Event time, exclusive; bounds the scan.</param>
    /// <param name="to">Event time, inclusive.</param>
    /// <param name="assets">Only these; null for all.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<IReadOnlyList<StoredAssessment>> RunAsync(
        IConditionStore store, DateTime knownAt, DateTime from, DateTime to, IReadOnlyCollection<string>? assets,
        CancellationToken cancellationToken)
    {
        if (assets is null) return await AskAsync("", []);
        var rows = new List<StoredAssessment>();
        foreach (var some in assets.Chunk(1000))
            rows.AddRange(await AskAsync($" AND asset IN ({string.Join(", ", some.Select(_ => "?"))})", [.. some]));
        return rows;

        async Task<IReadOnlyList<StoredAssessment>> AskAsync(string condition, object?[] some)
        {
            var query = new StoreQuery(Sql(store.Dialect, condition), [from, to, knownAt, .. some, from, to]);
            return (await store.QueryAsync(query, cancellationToken)).Read(StoredAssessment.Of);
        }
    }

    /// <summary>Of some assets the greatest event time known at a time, Unix µs, not counting what is ahead of its reception.</summary>
    public static async Task<IReadOnlyDictionary<string, long>> NewestAsync(
        IConditionStore store, DateTime knownAt, IEnumerable<string> assets, CancellationToken cancellationToken)
    {
        var newest = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var some in assets.Chunk(1000))
        {
            var query = new StoreQuery(
                $"""
                SELECT asset, coalesce(max(CASE WHEN event_time <= known_at THEN event_time END), max(event_time)) AS newest
                FROM assessment WHERE known_at <= ? AND asset IN ({string.Join(", ", some.Select(_ => "?"))}) GROUP BY asset
                """, [knownAt, .. some]);
            foreach (var row in (await store.QueryAsync(query, cancellationToken)).Read())
                newest[row.Text("asset")] = row.UnixMicros("newest");
        }
        return newest;
    }

    /// <summary>Of clocks that run ahead, the greatest event time that was known at a time and lies after it, Unix µs.</summary>
    public static async Task<IReadOnlyDictionary<string, long>> StampsAheadAsync(
        IConditionStore store, DateTime knownAt, CancellationToken cancellationToken) =>
        (await store.QueryAsync(
            new StoreQuery("SELECT asset, max(event_time) AS newest FROM assessment WHERE event_time > ? AND known_at <= ? GROUP BY asset",
                knownAt, knownAt), cancellationToken))
        .Read(r => (Asset: r.Text("asset"), Newest: r.UnixMicros("newest")))
        .ToDictionary(r => r.Asset, r => r.Newest, StringComparer.Ordinal);

    private static string Sql(SqlDialect dialect, string condition)
    {
        var (at, known) = (dialect.UnixMicros("event_time"), dialect.UnixMicros("known_at"));
        var order = $"CASE WHEN event_time <= known_at THEN {at} ELSE 2 * {known} - {at} END DESC, known_at DESC, log_offset DESC";
        return $"""
            SELECT {Columns}
            FROM assessment AS a JOIN (
                SELECT asset, event_time, known_at, log_offset, place FROM (
                    SELECT asset, event_time, known_at, log_offset, grade, row_number() OVER (PARTITION BY asset ORDER BY {order}) AS place,
                        row_number() OVER (PARTITION BY asset, CASE WHEN grade IS NULL THEN 0 ELSE 1 END ORDER BY {order}) AS place_of_kind
                    FROM assessment WHERE event_time > ? AND event_time <= ? AND known_at <= ?{condition}
                ) AS p
                WHERE place = 1 OR (place_of_kind = 1 AND grade IS NOT NULL)
            ) AS k ON k.asset = a.asset AND k.event_time = a.event_time AND k.known_at = a.known_at AND k.log_offset = a.log_offset
            WHERE a.event_time > ? AND a.event_time <= ? ORDER BY a.asset, k.place DESC
            """;
    }
}
