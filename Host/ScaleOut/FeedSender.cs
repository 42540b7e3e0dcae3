using System.Text;
using System.Threading.Channels;
using Maintenance.Core.Feed;
using Maintenance.Core.Log;
using Maintenance.Core.Ports;

namespace Maintenance.Host.ScaleOut;

/// <summary>
/// Sends what this process scored to the dashboards of others. The feed is a convenience, the store the truth: between two rounds the
/// latest update of an asset wins, and what the log does not take is dropped and logged.
/// <para>Threading: scoring workers put updates down under a lock; one loop sends.</para>
/// </summary>
internal sealed partial class FeedSender(ITelemetryLog log, LiveFeed feed, FeedIdentity identity, TimeProvider clock,
    ILogger<FeedSender> logger) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly Channel<bool> _news =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private Dictionary<string, AssetUpdate> _latest = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var subscription = feed.Subscribe(Put);
        while (!stoppingToken.IsCancellationRequested)
        {
            await _news.Reader.ReadAsync(stoppingToken);
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
        if (FeedIdentity.IsReceiving) return; // of another process
        lock (_lock)
            foreach (var update in updates) _latest[update.Asset] = update;
        _news.Writer.TryWrite(true);
    }

    private Dictionary<string, AssetUpdate>.ValueCollection Take()
    {
        lock (_lock)
        {
            var taken = _latest.Values;
            _latest = new(StringComparer.Ordinal);
            return taken;
        }
    }

    // Appended, not queued: a failure here is no business of Ingest's flush.
    private Task<LogPosition> SendAsync(AssetUpdate update, CancellationToken cancellationToken) => log.AppendAsync(
        Topics.Assessments, Encoding.UTF8.GetBytes(update.Asset), new SharedUpdate(SharedUpdate.Current, identity.Name, update).Encode(),
            cancellationToken).AsTask();

    [LoggerMessage(6001, LogLevel.Warning, "Live updates for other processes were dropped; the store has them")]
    private static partial void LogDropped(ILogger logger, Exception error);
}
