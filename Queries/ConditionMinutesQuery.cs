using Maintenance.Core.Ports;
using Maintenance.Core.Tables;

namespace Maintenance.Queries;

/// <summary>
/// Closed minutes of assets, each asset's oldest first. As in <see cref="DescribedBlocksQuery"/> the condition is in the inner SELECT.
/// </summary>
public static class ConditionMinutesQuery
{
    private static readonly TimeSpan MaxSpan = TimeSpan.FromDays(2);
    private static readonly string Columns = ConditionMinuteRow.Table.ColumnList;

    /// <summary>Minutes of stretches as currently known.</summary>
    /// <param name="store">Store.</param>
    /// <param name="ranges">Stretches; those of one asset do not overlap.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<ILookup<string, ConditionMinuteRow>> RunAsync(
        IConditionStore store, IReadOnlyList<AssetRange> ranges, CancellationToken cancellationToken) =>
        (await AssetRanges.ReadAsync(store, ranges, Sql, cancellationToken, MaxSpan))
        .SelectMany(r => r.Read<ConditionMinuteRow>()).ToLookup(r => r.Asset, StringComparer.Ordinal);

    /// <summary>Minutes of an asset in [from, to], as they were known once the record at an offset was scored.</summary>
    public static async Task<IReadOnlyList<ConditionMinuteRow>> AsKnownAsync(
        IConditionStore store, string asset, DateTime from, DateTime to, long offset, CancellationToken cancellationToken) =>
        (await store.QueryAsync(
            new StoreQuery(Sql("asset = ? AND event_time >= ? AND event_time <= ? AND log_offset <= ?"), asset, from, to, offset),
            cancellationToken)).Read<ConditionMinuteRow>();

    private static string Sql(string condition) =>
        $"""
        SELECT {Columns}
        FROM (
            SELECT {Columns}, row_number() OVER (PARTITION BY asset, event_time ORDER BY known_at DESC, log_offset DESC) AS place
            FROM condition_minute WHERE {condition}
        ) AS m
        WHERE place = 1 ORDER BY asset, event_time
        """;
}
