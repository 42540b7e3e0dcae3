using Maintenance.Core.Ports;
using Maintenance.Queries;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Maintenance.Scoring.Coverage;

/// <summary>
/// Settles each recorded failure within seconds, and again an hour and a day later, for data that came late. A record that begins a life
/// anew settles the asset's failures after it.
/// Failure strategy: nothing is remembered but the time up to which records were seen; a failed round is tried again from there. After a
/// start, what was recorded in the last day is settled again. Several processes may do the same work: it gives the same rows.
/// </summary>
internal sealed partial class RulCoverageService(IConditionStore store, string reader, TimeProvider clock,
    ILogger<RulCoverageService> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LookBack = TimeSpan.FromHours(25);

    private readonly RulCoverageMeasurement _settlement = new(store, reader, clock);

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
            if (await _settlement.SettleAsync(asset, failed, cancellationToken) is var moments and > 0)
                LogSettled(logger, asset, failed, moments);
        return until;
    }

    [LoggerMessage(3040, LogLevel.Information, "Failure of {Asset} at {Failed:O}: remaining life told at {Moments} moments before it was "
        + "compared with the truth")]
    private static partial void LogSettled(ILogger logger, string asset, DateTime failed, long moments);

    [LoggerMessage(3041, LogLevel.Warning, "Recorded failures cannot be settled for now; the next round tries again")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
