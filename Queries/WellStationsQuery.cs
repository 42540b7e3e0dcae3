using Maintenance.Core.Channels;
using Maintenance.Core.Conditions;
using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>
/// Directions of a hole by depth, from the block means of inclination and azimuth: as sensors below measure them all the time, those of a
/// stretch of depth are averaged (azimuths as directions, so that 359° and 1° make 0°). Depth is that of the bit, else of the hole. Rows
/// count as first known: a correction of a depth is too rare to read a month twice.
/// </summary>
public static class WellStationsQuery
{
    /// <summary>How far back measurements are looked at.</summary>
    public static readonly TimeSpan Reach = TimeSpan.FromDays(31);

    private const int MaxStations = 120;
    private const double LeastStepM = 0.25;

    private static readonly string Blocks = $"(SELECT coalesce({Mean(StandardChannels.BitDepth)}, {Mean(StandardChannels.HoleDepth)}) AS "
        + $"depth, {Mean(StandardChannels.Inclination)} AS inclination, radians({Mean(StandardChannels.Azimuth)}) AS azimuth "
        + "FROM descriptor WHERE asset = ? AND event_time <= ? AND event_time > ?) AS blocks "
        + "WHERE depth > 0 AND inclination >= 0 AND inclination <= 180 AND azimuth IS NOT NULL";

    /// <summary>Stations, measured depth ascending; empty when direction or depth was not measured.</summary>
    /// <param name="store">Store.</param>
    /// <param name="asset">Asset id.</param>
    /// <param name="at">Event time up to which blocks count, UTC.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<IReadOnlyList<SurveyStation>> RunAsync(
        IConditionStore store, string asset, DateTime at, CancellationToken cancellationToken)
    {
        var range = (await store.QueryAsync(new StoreQuery(
            $"SELECT min(depth) AS low, max(depth) AS high FROM {Blocks}", asset, at, at - Reach), cancellationToken)).First;
        if (range?.Number("low") is not { } low || range?.Number("high") is not { } high) return [];
        var step = Math.Max(LeastStepM, (high - low) / MaxStations);
        var rows = await store.QueryAsync(new StoreQuery(
            "SELECT floor(depth / ?) AS step, avg(depth) AS mean_depth, avg(inclination) AS mean_inclination, avg(sin(azimuth)) AS east, "
            + $"avg(cos(azimuth)) AS north FROM {Blocks} GROUP BY step ORDER BY step", step, asset, at, at - Reach), cancellationToken);
        return rows.Read(r => new SurveyStation(r.DoublePrecision("mean_depth"), r.DoublePrecision("mean_inclination"),
            (Math.Atan2(r.DoublePrecision("east"), r.DoublePrecision("north")) * 180 / Math.PI + 360) % 360));
    }

    private static string Mean(int channel) => ChannelStatistics.ColumnOf(StandardChannels.All[channel], ChannelStatisticKind.Mean);
}
