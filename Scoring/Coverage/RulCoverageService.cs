using Maintenance.Core.Ports;
using Maintenance.Queries;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Maintenance.Scoring.Coverage;

/// <summary>
/// Measures coverage for each recorded failure within seconds, and again an hour and a day later, to include late data. A record that
/// starts a new life triggers the measurement of the asset's failures after it. Failure strategy: the only state is the time up to which
/// records were seen; a failed round is retried from there. After a start, everything recorded in the last day is measured again. Several
/// processes may do the same work: the rows are the same.
/// </summary>
internal sealed partial class RulCoverageService(IConditionStore store, string reader, TimeProvider clock,
    ILogger<RulCoverageService> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LookBack = TimeSpan.FromHours(25);

    private readonly RulCoverageMeasurement _measurement = new(store, reader, clock);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var seen = clock.GetUtcNow().UtcDateTime - LookBack;
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            try
            {
                seen = await RoundAsync(seen, stoppingToken);
            }
            catch (StoreException error)
            {
                LogFailed(logger, error);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<DateTime> RoundAsync(DateTime seen, CancellationToken cancellationToken)
    {
        var until = clock.GetUtcNow().UtcDateTime;
        // A record of another process may become visible a little after the time it carries.
        foreach (var (asset, failed) in await DueFailuresQuery.RunAsync(store, seen - Interval, until, cancellationToken))
            if (await _measurement.SettleAsync(asset, failed, cancellationToken) is var moments and > 0)
                LogSettled(logger, asset, failed, moments);
        return until;
    }

    [LoggerMessage(3040, LogLevel.Information, "Failure of {Asset} at {Failed:O}: compared {Moments} RUL estimates made before it "
        + "with the true remaining life")]
    private static partial void LogSettled(ILogger logger, string asset, DateTime failed, long moments);

    [LoggerMessage(3041, LogLevel.Warning, "RUL coverage of recorded failures cannot be measured; the next round retries")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
