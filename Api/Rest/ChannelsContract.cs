namespace Maintenance.Api.Rest;

/// <summary><c>GET …/channels</c>: decimated series with common time stamps.</summary>
/// <param name="Asset">Asset id.</param>
/// <param name="From">Start of the range, UTC.</param>
/// <param name="To">End of the range, exclusive.</param>
/// <param name="BucketSeconds">Width of a bucket.</param>
/// <param name="TimesUnixMillis">Start of each bucket that has readings.</param>
/// <param name="Channels">Channels that have a value in the range.</param>
internal sealed record ChannelsContract(
    string Asset, DateTime From, DateTime To, double BucketSeconds, IReadOnlyList<double> TimesUnixMillis,
    IReadOnlyList<ChannelSeriesContract> Channels);
