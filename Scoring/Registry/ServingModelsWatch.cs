using Maintenance.Core.Ports;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Maintenance.Scoring.Registry;

/// <summary>
/// Polls once a second which models serve, as any process may change it. Failure strategy: the current models stay in service, the next
/// poll retries.
/// </summary>
internal sealed partial class ServingModelsWatch(ServingModels models, TimeProvider clock, ILogger<ServingModelsWatch> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await models.RefreshAsync(stoppingToken);
            }
            catch (StoreException error)
            {
                LogUnreadable(logger, error);
            }
        }
    }

    [LoggerMessage(3032, LogLevel.Warning, "The model registry cannot be read; the current models stay in service")]
    private static partial void LogUnreadable(ILogger logger, Exception exception);
}
