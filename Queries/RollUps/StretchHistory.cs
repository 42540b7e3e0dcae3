using Maintenance.Core.Ports;

namespace Maintenance.Queries.RollUps;

/// <summary>
/// A range of an asset's history: hours that are rolled up from their roll-ups, and from rows what lies in none, which is the beginning,
/// the newest hour, and hours changed a moment ago. The result is the same as from rows alone.
/// </summary>
internal static class StretchHistory
{
    /// <param name="store">Store.</param>
    /// <param name="asset">Asset id.</param>
    /// <param name="range">Event time.</param>
    /// <param name="width">Width of a bucket, µs.</param>
    /// <param name="sums">Takes the buckets.</param>
    /// <param name="source">Rows, and what is wanted of them.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>False when the rows do not suffice; then what was added is void.</returns>
    public static async Task<bool> AddAsync(
        IConditionStore store, string asset, TimeRange range, long width, HistorySums sums, StretchSource source,
        CancellationToken cancellationToken)
    {
        IReadOnlyList<TimeRange> rest = [range];
        if (width % RollUpHours.MinuteMicros == 0)
        {
            var isByHour = width % RollUpHours.HourMicros == 0;
            var hours = await RolledHoursQuery.RunAsync(store, asset, range, isByHour, cancellationToken);
            rest = RollUpHours.Outside(range, hours.Where(h => h.Bytes is null || HourBytes.IsKnown(h.Bytes)).Select(h => h.Start));
            foreach (var (start, bytes) in hours)
            {
                if (bytes is null || rest.Any(r => r.FromUnixMicros <= start && start < r.ToUnixMicros)) continue;
                var (longest, lacks) = HourBytes.AddTo(
                    sums, bytes, start, isByHour ? RollUpHours.HourMicros : RollUpHours.MinuteMicros, source.Presence);
                if (source.Suffices?.Invoke(longest, lacks) == false) return false;
            }
        }
        var answers = await Task.WhenAll(rest.Select(r => StretchSql.AskAsync(store, source.Sql, asset, r, width, cancellationToken)));
        foreach (var rows in answers)
        {
            if (source.Suffices is { } suffices && rows.Any(r => !suffices(r.Whole("longest"), r.Whole("without_statistics") > 0)))
                return false;
            sums.Add(rows, width);
        }
        return true;
    }
}
