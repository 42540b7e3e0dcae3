using System.Text;
using System.Threading.Channels;
using Maintenance.Core.Feed;
using Maintenance.Core.Log;
using Maintenance.Core.Ports;

namespace Maintenance.Host.ScaleOut;

/// <summary>
/// Sends what this process scores to the dashboards of other processes. The feed is best effort; the store is authoritative. Between
/// two rounds the latest update per asset wins, beside one of its past, and what cannot be appended to the log is dropped and logged.
/// <para>Threading: scoring workers add updates under a lock; one loop sends them.</para>
/// </summary>
internal sealed partial class FeedSender(ITelemetryLog log, LiveFeed feed, FeedIdentity identity, TimeProvider clock,
    ILogger<FeedSender> logger) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly Channel<bool> _signal =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private Dictionary<string, AssetUpdate> _latest = new(StringComparer.Ordinal);
    private Dictionary<string, AssetUpdate> _past = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var subscription = feed.Subscribe(Put);
        while (!stoppingToken.IsCancellationRequested)
        {
            await _signal.Reader.ReadAsync(stoppingToken);
            try
            {
                await Task.WhenAll(Take().Select(update => SendAsync(update, stoppingToken)));
            }
            catch (LogException error)
            {
                LogDropped(logger, error);
            }
            await Task.Delay(Round, clock, stoppingToken);
        }
    }

    private void Put(IReadOnlyList<AssetUpdate> updates)
    {
        if (FeedIdentity.IsReceiving) return; // came from another process
        lock (_lock)
            foreach (var update in updates)
                (_latest.TryGetValue(update.Asset, out var known) && known.EventTimeUnixMicros > update.EventTimeUnixMicros
                    ? _past : _latest)[update.Asset] = update;
        _signal.Writer.TryWrite(true);
    }

    private IEnumerable<AssetUpdate> Take()
    {
        lock (_lock)
        {
            var taken = _latest.Values.Concat(_past.Values);
            (_latest, _past) = (new(StringComparer.Ordinal), new(StringComparer.Ordinal));
            return taken;
        }
    }

    // Appended, not queued: a failure here must not fail Ingest's flush.
    private Task<LogPosition> SendAsync(AssetUpdate update, CancellationToken cancellationToken) => log.AppendAsync(
        Topics.Assessments, Encoding.UTF8.GetBytes(update.Asset), new SharedUpdate(SharedUpdate.Current, identity.Name, update).Encode(),
        cancellationToken).AsTask();

    [LoggerMessage(6001, LogLevel.Warning, "Live updates for other processes were dropped; they are in the store")]
    private static partial void LogDropped(ILogger logger, Exception error);
}
