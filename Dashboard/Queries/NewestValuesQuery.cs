using Maintenance.Core.Channels;
using Maintenance.Core.Ports;

namespace Maintenance.Dashboard.Queries;

/// <summary>
/// The newest value of each channel near the end of an asset's data, with its own time: a channel that came last an hour ago must not pass for current.
/// Looks at the last rows of a bounded stretch only.
/// </summary>
internal static class NewestValuesQuery
{
    private const int Rows = 200;
    private static readonly TimeSpan Stretch = TimeSpan.FromMinutes(10);
    private static readonly string Sql =
        $"SELECT event_time, {string.Join(", ", StandardChannels.All.Select(c => c.Name))} FROM reading "
        + "WHERE asset = ? AND event_time > ? AND event_time <= ? ORDER BY event_time DESC LIMIT ?";

    public static async Task<IReadOnlyList<NewestValue>> RunAsync(
        IConditionStore store, string asset, long newestUnixMicros, CancellationToken cancellationToken)
    {
        // A block's readings lie up to its duration after its own time.
        var to = UnixTime.FromMicros(newestUnixMicros) + TimeSpan.FromMinutes(1);
        var result = await store.QueryAsync(new StoreQuery(Sql, asset, to - Stretch, to, (long)Rows), cancellationToken);
        var newest = new List<NewestValue>();
        foreach (var channel in StandardChannels.All)
            foreach (var row in result.Rows)
                if (Cell.Number(row[1 + channel.Id]) is { } value)
                {
                    newest.Add(new NewestValue(channel, Cell.UnixMicros(row[0]), value));
                    break;
                }
        return newest;
    }
}
