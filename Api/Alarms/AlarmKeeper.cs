using Maintenance.Core.Ports;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Maintenance.Api.Alarms;

/// <summary>Keeps <see cref="AlarmBook"/> current where nobody else does: the clock, and what other processes did.</summary>
internal sealed partial class AlarmKeeper(AlarmBook book, IConditionStore store, TimeProvider clock, ILogger<AlarmKeeper> log)
    : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(500);
    private const int RoundsToForget = 1_200;
    private const int RoundsToPoll = 10;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Round, clock);
        for (var round = 1L; await timer.WaitForNextTickAsync(stoppingToken); round++)
            try
            {
                book.Advance();
                await book.FollowAsync(store, stoppingToken);
                if (round % RoundsToPoll == 0) await book.PollAsync(store, stoppingToken);
                if (round % RoundsToForget == 0) book.Forget();
            }
            catch (StoreException error)
            {
                LogBehind(log, error);
            }
    }

    [LoggerMessage(5022, LogLevel.Warning, "Operator actions of other processes cannot be read now; alarms may lag behind")]
    private static partial void LogBehind(ILogger logger, Exception error);
}
