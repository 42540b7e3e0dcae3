using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>
/// Blocks sampled from an asset's past: the last seconds of every period, and the seconds before a given time, as currently known, oldest
/// first. The filter is in the inner SELECT, so that the engine applies it before it looks for each block's newest version.
/// </summary>
public static class BaselineBlocksQuery
{
    /// <param name="store">Store.</param>
    /// <param name="asset">Asset.</param>
    /// <param name="earliest">Start of the past.</param>
    /// <param name="at">Its end, included.</param>
    /// <param name="sampleMicros">Length of each sample, µs.</param>
    /// <param name="periodMicros">Time from one sample to the next, µs.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<IReadOnlyList<DescribedBlock>> RunAsync(
        IConditionStore store, string asset, DateTime earliest, DateTime at, long sampleMicros, long periodMicros,
        CancellationToken cancellationToken)
    {
        var isInSample = $"event_time > ? OR {store.Dialect.UnixMicros("event_time")} % {periodMicros} >= {periodMicros - sampleMicros}";
        var query = new StoreQuery(
            $"""
            SELECT {DescribedBlock.WindowColumns}
            FROM (
                SELECT {DescribedBlock.WindowColumns},
                    row_number() OVER (PARTITION BY event_time ORDER BY known_at DESC, log_offset DESC) AS place
                FROM descriptor WHERE asset = ? AND event_time >= ? AND event_time <= ? AND ({isInSample})
            ) AS d
            WHERE place = 1 ORDER BY event_time
            """, asset, earliest, at, at - TimeSpan.FromMicroseconds(sampleMicros));
        var result = await store.QueryAsync(query, cancellationToken);
        return result.Read(DescribedBlock.Of);
    }
}
