using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>
/// Blocks of short looks at an asset's past: of each half hour the last seconds, and the seconds before a time, as known now, oldest
/// first. The filter stands inside, where the engine applies it before it looks for the newest knowledge of a block.
/// </summary>
public static class PastLooksQuery
{
    /// <param name="store">Store.</param>
    /// <param name="asset">Asset.</param>
    /// <param name="earliest">Begin of the past.</param>
    /// <param name="at">Its end, included.</param>
    /// <param name="lookMicros">Length of a look.</param>
    /// <param name="everyMicros">From one look to the next.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<IReadOnlyList<DescribedBlock>> RunAsync(
        IConditionStore store, string asset, DateTime earliest, DateTime at, long lookMicros, long everyMicros,
        CancellationToken cancellationToken)
    {
        var isInLook = $"event_time > ? OR {store.Dialect.UnixMicros("event_time")} % {everyMicros} >= {everyMicros - lookMicros}";
        var query = new StoreQuery(
            $"""
            SELECT {DescribedBlock.WindowColumns}
            FROM (
                SELECT {DescribedBlock.WindowColumns},
                    row_number() OVER (PARTITION BY event_time ORDER BY known_at DESC, log_offset DESC) AS place
                FROM descriptor WHERE asset = ? AND event_time >= ? AND event_time <= ? AND ({isInLook})
            ) AS d
            WHERE place = 1 ORDER BY event_time
            """, asset, earliest, at, at - TimeSpan.FromMicroseconds(lookMicros));
        var result = await store.QueryAsync(query, cancellationToken);
        return result.Read(DescribedBlock.Of);
    }
}
