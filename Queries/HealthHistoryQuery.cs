using Maintenance.Core.Ports;
using Maintenance.Queries.RollUps;

namespace Maintenance.Queries;

/// <summary>
/// Health index of an asset over time, decimated like the channels: minimum, maximum and mean of each bucket, from roll-ups of hours
/// where there are.
/// </summary>
public static class HealthHistoryQuery
{
    public const string SeriesName = "health_index";

    public static async Task<ChannelHistory> RunAsync(
        IConditionStore store, string asset, TimeRange range, int points, CancellationToken cancellationToken)
    {
        var width = BucketWidth.Choose(range, points);
        var sums = new HistorySums(width, [SeriesName]);
        var source = new StretchSource(current => StretchSql.OfHealth(store.Dialect, current), SeriesName, Suffices: null);
        await StretchHistory.AddAsync(store, asset, range, width, sums, source, cancellationToken);
        var history = sums.ToHistory((name, length) => new ChannelSeries(name, Channel: null, length));
        // Blocks that were assessed without a health index are not silence.
        return history.Series.Count > 0 || sums.IsEmpty ? history
            : history with { Series = [new ChannelSeries(SeriesName, Channel: null, history.BucketStarts.Length)] };
    }
}
