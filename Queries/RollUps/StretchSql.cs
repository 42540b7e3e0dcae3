using Maintenance.Core.Channels;
using Maintenance.Core.Ports;
using static Maintenance.Core.Conditions.ChannelStatisticKind;
using static Maintenance.Core.Conditions.ChannelStatistics;

namespace Maintenance.Queries.RollUps;

/// <summary>
/// Rows of a stretch of an asset in buckets, from which buckets can be merged: per series smallest and largest value, sum and weight.
/// Parameters: width of a bucket, µs; asset; from; to.
/// </summary>
internal static class StretchSql
{
    private const string Where = "WHERE asset = ? AND event_time >= ? AND event_time < ? GROUP BY bucket ORDER BY bucket";

    // Few stretches hold corrections; without any, all rows are current, at half the cost.
    private const string Corrections = "count(*) - count(DISTINCT event_time) AS corrections";

    private static readonly string AnyStatistic = $"coalesce({string.Join(", ", StandardChannels.All.Select(c => ColumnOf(c, Minimum)))})";

    /// <summary>Of the statistics of blocks. Column names come from <see cref="StandardChannels"/>, never from a request.</summary>
    public static string OfBlocks(SqlDialect dialect, IReadOnlyList<Channel> channels, bool isCurrent) =>
        $"SELECT {dialect.BucketOf("event_time")} AS bucket, {(isCurrent ? "0 AS corrections" : Corrections)}, count(*) AS blocks, "
        + $"max(duration_us) AS longest, sum(CASE WHEN {AnyStatistic} IS NULL THEN 1 ELSE 0 END) AS without_statistics"
        + string.Concat(channels.Select(OfBlocks))
        + $" FROM {(isCurrent ? "descriptor_current" : "descriptor")} {Where}";

    /// <summary>Of the health index.</summary>
    public static string OfHealth(SqlDialect dialect, bool isCurrent) =>
        $"SELECT {dialect.BucketOf("event_time")} AS bucket, {(isCurrent ? "0 AS corrections" : Corrections)}, "
        + $"min(health_index) AS low_{HealthHistoryQuery.SeriesName}, max(health_index) AS high_{HealthHistoryQuery.SeriesName}, "
        + $"sum(CAST(health_index AS DOUBLE)) AS sum_{HealthHistoryQuery.SeriesName}, "
        + $"count(health_index) AS weight_{HealthHistoryQuery.SeriesName} "
        + $"FROM {(isCurrent ? "assessment_current" : "assessment")} {Where}";

    /// <summary>A series in a row.</summary>
    public static BucketStatistics Read(QueryRow row, string name) => row.Number($"weight_{name}") is { } weight and > 0
        ? new(row.Single($"low_{name}"), row.Single($"high_{name}"), row.Number($"sum_{name}") ?? 0, weight) : BucketStatistics.None;

    /// <summary>Asks as if there were no corrections, and again when there are.</summary>
    /// <param name="store">Store.</param>
    /// <param name="sqlOf">SQL; true: of what is currently known.</param>
    /// <param name="asset">Asset id.</param>
    /// <param name="range">Event time.</param>
    /// <param name="width">Width of a bucket, µs.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<IReadOnlyList<QueryRow>> AskAsync(
        IConditionStore store, Func<bool, string> sqlOf, string asset, TimeRange range, long width, CancellationToken cancellationToken)
    {
        var rows = (await store.QueryAsync(Query(isCurrent: false), cancellationToken)).Read();
        if (!rows.Any(r => r.Whole("corrections") > 0)) return rows;
        return (await store.QueryAsync(Query(isCurrent: true), cancellationToken)).Read();

        StoreQuery Query(bool isCurrent) => new(sqlOf(isCurrent), width, asset, range.From, range.To);
    }

    private static string OfBlocks(Channel channel)
    {
        var (name, mean) = (channel.Name, ColumnOf(channel, Mean));
        return $", min({ColumnOf(channel, Minimum)}) AS low_{name}, max({ColumnOf(channel, Maximum)}) AS high_{name}, "
            + $"sum(CAST({mean} AS DOUBLE) * reading_count) AS sum_{name}, "
            + $"sum(CASE WHEN {mean} IS NULL THEN 0 ELSE reading_count END) AS weight_{name}";
    }
}
