using Maintenance.Core.Alarms;
using Maintenance.Core.Ports;
using Maintenance.Queries;

namespace Maintenance.Host.Alarms;

/// <summary>
/// Picks up rules that another process changed, within a second: asks for the number of versions twice a second, and reads them when it
/// is another one. Failure strategy: while the store cannot be read, the rules known last go on judging, and the log says so.
/// </summary>
internal sealed partial class AlarmRuleWatch(IConditionStore store, AlarmRules rules, TimeProvider clock, ILogger<AlarmRuleWatch> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        var (known, isReadable) = (-1L, true);
        do
        {
            try
            {
                if (await AlarmRulesQuery.CountAsync(store, stoppingToken) != known)
                    known = await AlarmRuleTable.LoadAsync(store, rules, logger, stoppingToken);
                isReadable = true;
            }
            catch (StoreException error)
            {
                if (isReadable) LogUnreadable(logger, error);
                isReadable = false;
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(6007, LogLevel.Warning, "Alarm rules cannot be read; changes that other processes make are not known here yet")]
    private static partial void LogUnreadable(ILogger logger, Exception error);
}
