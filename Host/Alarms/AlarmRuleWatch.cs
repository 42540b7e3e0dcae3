using Maintenance.Core.Alarms;
using Maintenance.Core.Feed;
using Maintenance.Core.Ports;
using Maintenance.Queries;

namespace Maintenance.Host.Alarms;

/// <summary>
/// Picks up rules that another process changed, when the feed brings the operator's action that changed them; every ten seconds it also
/// asks the store, for what the feed does not bring. Failure strategy: while the store cannot be read, the rules known last go on judging,
/// and the log says so.
/// </summary>
internal sealed partial class AlarmRuleWatch(
    IConditionStore store, AlarmRules rules, LiveFeed feed, TimeProvider clock, ILogger<AlarmRuleWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Backstop = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var changed = new Doorbell(clock);
        using var subscription = feed.SubscribeActions(actions =>
        {
            if (actions.Any(a => a.Action == OperatorActions.RuleChange)) changed.Ring();
        });
        var (known, isReadable) = (-1L, true);
        while (true)
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
            await changed.WaitAsync(isReadable ? Backstop : Pause, stoppingToken);
        }
    }

    [LoggerMessage(6007, LogLevel.Warning, "Alarm rules cannot be read; changes that other processes make are not known here yet")]
    private static partial void LogUnreadable(ILogger logger, Exception error);
}
