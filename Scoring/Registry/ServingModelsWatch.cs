using Maintenance.Core.Ports;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Maintenance.Scoring.Registry;

/// <summary>
/// Looks once a second which models serve, whoever changed it and in whichever process. Failure strategy: the models before go on, the next
/// look tries again.
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

    [LoggerMessage(3032, LogLevel.Warning, "The registry of models cannot be read for now; the models before go on")]
    private static partial void LogUnreadable(ILogger logger, Exception exception);
}
