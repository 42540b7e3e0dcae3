using Maintenance.Core.Ports;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Maintenance.Scoring.Registry;

/// <summary>
/// Polls once a second which models serve, as any process may change it. Failure strategy: the current models stay in service, the next
/// poll retries.
/// </summary>
internal sealed partial class ServingModelsWatch(ServingModels models, TimeProvider clock, ILogger<ServingModelsWatch> logger)
    : BackgroundService, IHealthCheck
{
    private volatile string? _complaint;

    /// <summary>Degraded while the registry cannot be read: the models in service go on, but a promotion would not be noticed.</summary>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(_complaint is { } complaint ? HealthCheckResult.Degraded(complaint) : HealthCheckResult.Healthy());

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await models.RefreshAsync(stoppingToken);
                _complaint = null;
            }
            catch (StoreException error)
            {
                _complaint = $"The model registry cannot be read; the current models stay in service: {error.Message}";
                LogUnreadable(logger, error);
            }
        }
    }

    [LoggerMessage(3032, LogLevel.Warning, "The model registry cannot be read; the current models stay in service")]
    private static partial void LogUnreadable(ILogger logger, Exception exception);
}
