namespace Maintenance.Api.Rest;

/// <summary><c>GET …/channels/by-depth</c>: decimated series by the depth of the hole, while the bit was on bottom.</summary>
/// <param name="Asset">Asset id.</param>
/// <param name="From">Start of the range of time, UTC.</param>
/// <param name="To">End of the range, exclusive.</param>
/// <param name="TopMetres">Least depth shown.</param>
/// <param name="BottomMetres">Greatest depth shown, exclusive.</param>
/// <param name="BucketMetres">Width of a bucket.</param>
/// <param name="OffBottomHours">Time with known depths that is left out, since the bit was not on bottom.</param>
/// <param name="DepthsMetres">Start of each bucket that was drilled.</param>
/// <param name="TimesUnixMillis">When it was drilled last.</param>
/// <param name="TimesDrilled">How often it was drilled; the values are those of the last time.</param>
/// <param name="Channels">Channels that have a value.</param>
internal sealed record DepthChannelsContract(
    string Asset, DateTime From, DateTime To, double TopMetres, double BottomMetres, double BucketMetres, double OffBottomHours,
    IReadOnlyList<double> DepthsMetres, IReadOnlyList<double> TimesUnixMillis, IReadOnlyList<int> TimesDrilled,
    IReadOnlyList<ChannelSeriesContract> Channels);
