using Maintenance.Core.Channels;
using Maintenance.Core.Conditions;
using Maintenance.Core.Ports;
using Maintenance.Core.Time;

namespace Maintenance.Queries;

/// <summary>
/// The newest value of each channel near the end of an asset's data, with its own time: a channel last seen an hour ago must not pass for
/// current. It is the mean over the channel's newest block, like the values of the live feed that continues it; for blocks without
/// statistics, the newest reading. Reads only the last rows of a bounded range.
/// </summary>
public static class NewestValuesQuery
{
    private const int Rows = 200;
    private static readonly TimeSpan Stretch = TimeSpan.FromMinutes(10);
    private static readonly string SqlOfBlocks = Sql(MeanOf, "descriptor_current");
    private static readonly string SqlOfReadings = Sql(c => c.Name, "reading");

    public static async Task<IReadOnlyList<NewestValue>> RunAsync(
        IConditionStore store, string asset, long newestUnixMicros, CancellationToken cancellationToken)
    {
        var present = UnixMicros.ToUtc(newestUnixMicros);
        var newest = Newest(MeanOf, await AskAsync(SqlOfBlocks, present));
        // A block's readings extend past its time by up to its duration.
        return newest.Count > 0 ? newest : Newest(c => c.Name, await AskAsync(SqlOfReadings, present + TimeSpan.FromMinutes(1)));

        Task<QueryResult> AskAsync(string sql, DateTime to) =>
            store.QueryAsync(new StoreQuery(sql, asset, to - Stretch, to, (long)Rows), cancellationToken);
    }

    private static string Sql(Func<Channel, string> columnOf, string table) =>
        $"SELECT event_time, {string.Join(", ", StandardChannels.All.Select(columnOf))} FROM {table} "
        + "WHERE asset = ? AND event_time > ? AND event_time <= ? ORDER BY event_time DESC LIMIT ?";

    private static string MeanOf(Channel channel) => ChannelStatistics.ColumnOf(channel, ChannelStatisticKind.Mean);

    private static List<NewestValue> Newest(Func<Channel, string> columnOf, QueryResult result)
    {
        var (newest, rows) = (new List<NewestValue>(), result.Read());
        foreach (var channel in StandardChannels.All)
            foreach (var row in rows)
                if (row.Number(columnOf(channel)) is { } value)
                {
                    newest.Add(new NewestValue(channel, row.UnixMicros("event_time"), value));
                    break;
                }
        return newest;
    }
}
