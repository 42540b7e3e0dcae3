using Maintenance.Core.Ports;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Maintenance.Notification.Delivery;

/// <summary>
/// Rounds of the notifier. Failure strategy: a failed round is shown by health and tried again at the next interval; what is due stays due.
/// </summary>
internal sealed partial class NotificationService(
    Notifier notifier, NotificationFigures figures, IOptions<NotificationOptions> options, TimeProvider clock,
    ILogger<NotificationService> logger) : BackgroundService
{
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await notifier.StopAsync(cancellationToken);
        }
        catch (Exception error) when (error is StoreException or OperationCanceledException)
        {
            LogStop(logger, error);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await notifier.RoundAsync(stoppingToken);
                figures.RoundError = null;
            }
            catch (Exception error) when (error is not OperationCanceledException and not OutOfMemoryException)
            {
                if (figures.RoundError is null) LogRound(logger, error);
                figures.RoundError = error.Message;
            }
        }
    }

    [LoggerMessage(7004, LogLevel.Error, "A round of notification failed; tried again at the next interval")]
    private static partial void LogRound(ILogger logger, Exception exception);

    [LoggerMessage(7005, LogLevel.Warning, "Notification stopped with messages on their way; they will be shown as unknown")]
    private static partial void LogStop(ILogger logger, Exception exception);
}
