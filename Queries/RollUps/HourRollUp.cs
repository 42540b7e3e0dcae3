using Maintenance.Core.Channels;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;

namespace Maintenance.Queries.RollUps;

/// <summary>
/// Rolls up hours of an asset from its rows, as they are currently known. An hour's state is read before its rows: a record that comes in
/// between makes the roll-up one of an earlier state, which is not used.
/// </summary>
public static class HourRollUp
{
    private const string Hours = "SELECT event_time, log_offset FROM history_hour WHERE asset = ? AND event_time >= ? AND event_time < ?";
    private const string RollUps = "SELECT event_time, log_offset FROM history_roll_up WHERE asset = ? AND event_time >= ? AND "
        + "event_time < ?";

    private const string StaleHours =
        """
        SELECT h.asset AS asset, h.event_time AS event_time
        FROM history_hour AS h LEFT JOIN history_roll_up AS r ON r.asset = h.asset AND r.event_time = h.event_time
        WHERE h.log_offset >= 0 AND (r.log_offset IS NULL OR r.log_offset <> h.log_offset)
        ORDER BY h.event_time DESC, h.asset LIMIT ?
        """;

    /// <summary>How many hours of each asset have a roll-up, by buckets of time.</summary>
    /// <param name="store">Store.</param>
    /// <param name="width">Width of a bucket, µs.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<IReadOnlyDictionary<(string Asset, long Bucket), long>> CountAsync(
        IConditionStore store, long width, CancellationToken cancellationToken)
    {
        var sql = $"SELECT asset, {store.Dialect.BucketOf("event_time")} AS bucket, count(*) AS hours FROM history_roll_up "
            + "GROUP BY asset, bucket";
        return (await store.QueryAsync(new StoreQuery(sql, width), cancellationToken)).Read()
            .ToDictionary(r => (r.Text("asset"), r.Whole("bucket")), r => r.Whole("hours"));
    }

    /// <summary>Closed hours whose roll-up is not there, or no longer holds all that is known; the newest first.</summary>
    /// <param name="store">Store.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<IReadOnlyList<(string Asset, long Hour)>> StaleAsync(
        IConditionStore store, int limit, CancellationToken cancellationToken) =>
        (await store.QueryAsync(new StoreQuery(StaleHours, (long)limit), cancellationToken))
        .Read(r => (r.Text("asset"), r.UnixMicros("event_time")));

    /// <summary>Roll-ups of the hours of a stretch that lack one, or have an old one; of hours without blocks an empty one.</summary>
    /// <param name="store">Store.</param>
    /// <param name="asset">Asset id.</param>
    /// <param name="stretch">Whole hours; a day of them at once bounds memory.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<TableBatch<HistoryRollUpRow>> RunAsync(
        IConditionStore store, string asset, TimeRange stretch, CancellationToken cancellationToken)
    {
        var states = await OffsetsAsync(Hours);
        var known = await OffsetsAsync(RollUps);
        var batch = new TableBatch<HistoryRollUpRow>();
        var wanted = new List<long>();
        for (var hour = stretch.FromUnixMicros; hour < stretch.ToUnixMicros; hour += RollUpHours.HourMicros)
            if (StateOf(hour) != HistoryHourRow.Open && (!known.TryGetValue(hour, out var offset) || offset != StateOf(hour)))
                wanted.Add(hour);
        if (wanted.Count == 0) return batch;
        var hours = await ComputeAsync(
            store, asset, new TimeRange(wanted[0], wanted[^1] + RollUpHours.HourMicros), cancellationToken);
        foreach (var hour in wanted)
            batch.Add(new HistoryRollUpRow
            {
                Asset = asset,
                EventTimeUnixMicros = hour,
                LogOffset = StateOf(hour),
                Hour = hours.GetValueOrDefault(hour)?.Merged().ToArray(),
                Minutes = hours.GetValueOrDefault(hour)?.ToArray(),
            });
        return batch;

        long StateOf(long hour) => states.GetValueOrDefault(hour, RollUpHours.NoRow);

        async Task<Dictionary<long, long>> OffsetsAsync(string sql) =>
            (await store.QueryAsync(new StoreQuery(sql, asset, stretch.From, stretch.To), cancellationToken)).Read()
            .ToDictionary(r => r.UnixMicros("event_time"), r => r.Whole("log_offset"));
    }

    private static async Task<Dictionary<long, HourBytes>> ComputeAsync(
        IConditionStore store, string asset, TimeRange stretch, CancellationToken cancellationToken)
    {
        var hours = new Dictionary<long, HourBytes>();
        var blocks = await StretchSql.AskAsync(store, c => StretchSql.OfBlocks(store.Dialect, StandardChannels.All, c), asset, stretch,
            RollUpHours.MinuteMicros, cancellationToken);
        foreach (var row in blocks)
        {
            var (hour, minute) = Find(row);
            hour.AddBlocks(row.Whole("longest"), row.Whole("without_statistics") > 0);
            hour.Add(HourBytes.Blocks, minute, BucketStatistics.None with { Weight = row.Whole("blocks") });
            foreach (var channel in StandardChannels.All)
                if (StretchSql.Read(row, channel.Name) is { Weight: > 0 } statistics) hour.Add(channel.Name, minute, statistics);
        }
        var health = await StretchSql.AskAsync(store, c => StretchSql.OfHealth(store.Dialect, c), asset, stretch,
            RollUpHours.MinuteMicros, cancellationToken);
        foreach (var row in health)
        {
            var (hour, minute) = Find(row);
            hour.Add(HealthHistoryQuery.SeriesName, minute, StretchSql.Read(row, HealthHistoryQuery.SeriesName));
        }
        return hours;

        (HourBytes Hour, int Minute) Find(QueryRow row)
        {
            var time = row.Whole("bucket") * RollUpHours.MinuteMicros;
            var start = RollUpHours.HourOf(time);
            if (!hours.TryGetValue(start, out var hour)) hours[start] = hour = new HourBytes();
            return (hour, (int)((time - start) / RollUpHours.MinuteMicros));
        }
    }
}
