using Maintenance.Core.Ports;

namespace Maintenance.Queries.RollUps;

/// <summary>
/// Roll-ups of an asset's hours that hold all that is known of them: those whose offset is the one of <c>history_hour</c>, which moves
/// with each record that changes the hour. The conditions are in both SELECTs, so that they reach both scans.
/// </summary>
internal static class RolledHoursQuery
{
    /// <param name="store">Store.</param>
    /// <param name="asset">Asset id.</param>
    /// <param name="range">Event time; only whole hours of it.</param>
    /// <param name="isByHour">True for the hour as one bucket, false for its minutes.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>Starts, Unix µs, and bytes (<see cref="HourBytes"/>), ascending; null bytes for an hour without blocks.</returns>
    public static async Task<IReadOnlyList<(long Start, byte[]? Bytes)>> RunAsync(
        IConditionStore store, string asset, TimeRange range, bool isByHour, CancellationToken cancellationToken)
    {
        var from = range.FromUnixMicros + RollUpHours.HourMicros - 1;
        var hours = new TimeRange(RollUpHours.HourOf(from), RollUpHours.HourOf(range.ToUnixMicros));
        if (hours.ToUnixMicros <= hours.FromUnixMicros) return [];
        var query = new StoreQuery(Sql(isByHour ? "hour" : "minutes"), asset, hours.From, hours.To, asset, hours.From, hours.To);
        return (await store.QueryAsync(query, cancellationToken)).Read(r => (r.UnixMicros("event_time"), r.Blob("bytes")));
    }

    private static string Sql(string column) =>
        $"""
        SELECT r.event_time AS event_time, r.bytes AS bytes
        FROM (
            SELECT event_time, log_offset, {column}_bytes AS bytes
            FROM history_roll_up WHERE asset = ? AND event_time >= ? AND event_time < ?
        ) AS r
        LEFT JOIN (
            SELECT event_time, log_offset FROM history_hour WHERE asset = ? AND event_time >= ? AND event_time < ?
        ) AS h ON h.event_time = r.event_time
        WHERE r.log_offset = coalesce(h.log_offset, {RollUpHours.NoRow}) ORDER BY r.event_time
        """;
}
