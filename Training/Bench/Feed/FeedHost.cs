namespace Maintenance.Training.Bench.Feed;

/// <summary>A host whose live feed is measured.</summary>
/// <param name="ProcessId">Process id.</param>
/// <param name="Url">Base address.</param>
/// <param name="Token">Bearer token of the local command line.</param>
public sealed record FeedHost(int ProcessId, string Url, string Token);
