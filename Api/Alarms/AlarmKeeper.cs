using Maintenance.Core.Feed;
using Maintenance.Core.Ports;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Maintenance.Api.Alarms;

/// <summary>
/// Keeps <see cref="AlarmBook"/> current where nobody else does: the clock, and what other processes did. The feed brings their events, and
/// their actions ring for a look into the store; the store is also asked now and then, for what the feed does not bring.
/// </summary>
internal sealed partial class AlarmKeeper(
    AlarmBook book, IConditionStore store, LiveFeed feed, TimeProvider clock, ILogger<AlarmKeeper> log) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(500);
    private const int RoundsToForget = 1_200;
    private const int RoundsToPoll = 120;
    private const int RoundsToFollow = 20;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var acted = new Doorbell(clock);
        using var subscription = feed.SubscribeActions(actions =>
        {
            if (actions[^1].Sequence > book.Sequence) acted.Ring();
        });
        var isBehind = false;
        for (var round = 1L; ; round++)
        {
            isBehind |= await acted.WaitAsync(Round, stoppingToken) || round % RoundsToFollow == 0;
            try
            {
                book.Advance();
                if (isBehind) await book.FollowAsync(store, stoppingToken);
                else await book.FoldAgainAsync(stoppingToken);
                isBehind = false;
                if (round % RoundsToPoll == 0) await book.PollAsync(store, stoppingToken);
                if (round % RoundsToForget == 0) book.Forget();
            }
            catch (StoreException error)
            {
                LogBehind(log, error);
            }
        }
    }

    [LoggerMessage(5022, LogLevel.Warning, "Operator actions of other processes cannot be read now; alarms may lag behind")]
    private static partial void LogBehind(ILogger logger, Exception error);
}
