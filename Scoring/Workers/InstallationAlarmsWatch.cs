using Maintenance.Core.Ports;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Maintenance.Scoring.Workers;

/// <summary>
/// Judges <see cref="InstallationAlarms"/> once a second in the process that owns the first partition. Failure strategy: what could not be
/// written is judged again in the next round, from what the store holds.
/// </summary>
internal sealed partial class InstallationAlarmsWatch(
    InstallationAlarms alarms, ScoringService scoring, TimeProvider clock, ILogger<InstallationAlarmsWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (!scoring.Workers.Any(w => w.Partition == 0))
            {
                alarms.Reset(); // whoever owns the partition writes meanwhile
                continue;
            }
            try
            {
                await alarms.JudgeAsync(stoppingToken);
            }
            catch (Exception error) when (error is StoreException or OffsetConflictException)
            {
                alarms.Reset();
                LogNotWritten(logger, error);
            }
        }
    }

    [LoggerMessage(3034, LogLevel.Warning, "An alarm of the installation could not be written; it is judged again")]
    private static partial void LogNotWritten(ILogger logger, Exception exception);
}
