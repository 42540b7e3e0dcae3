using System.Runtime.InteropServices;
using Maintenance.Core.Channels;
using Maintenance.Core.Conditions;
using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>
/// A stored waveform with the speed of its block: the newest up to a time, or the next one after it. Each asks for a stretch of the
/// primary key's end, so that the work does not grow with what is stored.
/// </summary>
public static class WaveformQuery
{
    // As far as a person steps back at once; a drill sends some in an hour, or it sends none.
    private static readonly TimeSpan Reach = TimeSpan.FromDays(31);
    private static readonly string Speed =
        ChannelStatistics.ColumnOf(StandardChannels.All[StandardChannels.RotarySpeed], ChannelStatisticKind.Mean);

    private const string Select = "SELECT event_time, location, sample_rate_hz, samples FROM waveform WHERE asset = ? ";

    /// <summary>
    /// The newest waveform that began at or before a time, of one location or of any; null when there is none in 31 days.
    /// </summary>
    /// <param name="store">Store.</param>
    /// <param name="asset">Asset id.</param>
    /// <param name="location">Measurement location; null for any.</param>
    /// <param name="at">Event time, UTC.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static Task<StoredWaveform?> UpToAsync(
        IConditionStore store, string asset, string? location, DateTime at, CancellationToken cancellationToken) =>
        OneAsync(store, asset, location, "AND event_time <= ? AND event_time > ?", "DESC", [at, at - Reach], cancellationToken);

    /// <summary>The first waveform that began after a time; null when there is none in 31 days.</summary>
    /// <inheritdoc cref="UpToAsync"/>
    public static Task<StoredWaveform?> AfterAsync(
        IConditionStore store, string asset, string? location, DateTime at, CancellationToken cancellationToken) =>
        OneAsync(store, asset, location, "AND event_time > ? AND event_time <= ?", "ASC", [at, at + Reach], cancellationToken);

    /// <summary>Locations of which there are waveforms in the day up to a time, by name.</summary>
    public static async Task<IReadOnlyList<string>> LocationsAsync(
        IConditionStore store, string asset, DateTime at, CancellationToken cancellationToken) =>
        (await store.QueryAsync(new StoreQuery("SELECT DISTINCT location FROM waveform WHERE asset = ? "
                + "AND event_time <= ? AND event_time > ? ORDER BY location", asset, at, at - TimeSpan.FromDays(1)), cancellationToken))
            .Read(r => r.Text("location"));

    private static async Task<StoredWaveform?> OneAsync(IConditionStore store, string asset, string? location, string times, string order,
        object[] limits, CancellationToken cancellationToken)
    {
        object[] parameters = location is null ? [asset, .. limits] : [asset, .. limits, location];
        var sql = $"{Select}{times}{(location is null ? "" : " AND location = ?")} ORDER BY event_time {order}, location LIMIT 1";
        if ((await store.QueryAsync(new StoreQuery(sql, parameters), cancellationToken)).First is not { } row) return null;
        var time = row.Time("event_time");
        var block = (await store.QueryAsync(new StoreQuery(
            $"SELECT {Speed} AS speed FROM descriptor_current WHERE asset = ? AND event_time = ?", asset, time), cancellationToken)).First;
        return new StoredWaveform(row.UnixMicros("event_time"), row.Text("location"), row.Real("sample_rate_hz"),
            MemoryMarshal.Cast<byte, float>(row.Blob("samples") ?? []).ToArray(), block?.Number("speed"));
    }
}
