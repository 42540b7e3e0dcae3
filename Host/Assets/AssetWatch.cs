using Maintenance.Core.Assets;
using Maintenance.Core.Ports;

namespace Maintenance.Host.Assets;

/// <summary>Picks up assets that another process registered: re-reads the table every few seconds.</summary>
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

    [LoggerMessage(6004, LogLevel.Warning, "The asset table cannot be read; drills registered by other processes are not known here yet")]
    private static partial void LogUnreadable(ILogger logger, Exception error);
}
