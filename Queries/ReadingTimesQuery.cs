using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>
/// Event times of readings in stretches of assets, Unix µs: they identify what a client without numbering has already sent.
/// </summary>
public static class ReadingTimesQuery
{
    /// <param name="store">Store.</param>
    /// <param name="ranges">Stretches; those of one asset do not overlap.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<ILookup<string, long>> RunAsync(
        IConditionStore store, IReadOnlyList<AssetRange> ranges, CancellationToken cancellationToken)
    {
        var results = await AssetRanges.ReadAsync(store, ranges, condition => $"SELECT asset, event_time FROM reading WHERE {condition}",
            cancellationToken);
        return results.SelectMany(result => result.Read(r => (Asset: r.Text("asset"), Time: r.UnixMicros("event_time"))))
            .ToLookup(r => r.Asset, r => r.Time, StringComparer.Ordinal);
    }
}
