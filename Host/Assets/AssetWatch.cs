using Maintenance.Core.Assets;
using Maintenance.Core.Ports;

namespace Maintenance.Host.Assets;

/// <summary>Makes assets known here that another process registered: reads the table anew every few seconds.</summary>
internal sealed partial class AssetWatch(IConditionStore store, AssetRegistry registry, TimeProvider clock, ILogger<AssetWatch> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await AssetTable.LoadAsync(store, registry, stoppingToken);
            }
            catch (StoreException error)
            {
                LogUnreadable(logger, error);
            }
        }
    }

    [LoggerMessage(6004, LogLevel.Warning, "The table of assets cannot be read; drills registered elsewhere are not known here yet")]
    private static partial void LogUnreadable(ILogger logger, Exception error);
}
