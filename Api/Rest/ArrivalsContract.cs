using Maintenance.Queries;

namespace Maintenance.Api.Rest;

/// <summary><c>GET …/arrivals</c>: only buckets with late or corrected blocks, as columns.</summary>
/// <param name="Asset">Asset id.</param>
/// <param name="From">Start of the range, UTC.</param>
/// <param name="To">End of the range, exclusive.</param>
/// <param name="BucketSeconds">Width of a bucket.</param>
/// <param name="LateAfterSeconds">Age from which a block counts as late.</param>
/// <param name="TimesUnixMillis">Start of each bucket.</param>
/// <param name="Late">Blocks that were received late, corrections included.</param>
/// <param name="Corrected">Corrections of blocks that were known before.</param>
internal sealed record ArrivalsContract(
    string Asset, DateTime From, DateTime To, double BucketSeconds, double LateAfterSeconds, IReadOnlyList<double> TimesUnixMillis,
    IReadOnlyList<long> Late, IReadOnlyList<long> Corrected)
{
    public static ArrivalsContract Of(string asset, TimeRange range, TimeSpan lateAfter, Arrivals arrivals) => new(
        asset, range.From, range.To, arrivals.BucketMicros * 1e-6, lateAfter.TotalSeconds,
        [.. arrivals.Buckets.Select(b => b.StartUnixMicros / 1000.0)], [.. arrivals.Buckets.Select(b => b.Late)],
        [.. arrivals.Buckets.Select(b => b.Corrected)]);
}
