using Maintenance.Core.Ports;
using Maintenance.Core.Time;
using Microsoft.Extensions.Hosting;

namespace Maintenance.Scoring.Workers;

/// <summary>
/// Tells all processes, every ten seconds, until when the alarms of the partitions owned here are judged: moves
/// <see cref="OffsetKey.AlarmHeartbeat"/>, which holds that time. Failure strategy: a heartbeat that cannot be written is missing, and that
/// is what it says.
/// </summary>
internal sealed class AlarmHeartbeats(ScoringService scoring, IConditionStore store, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly long ToldMicros = UnixMicros.Length(TimeSpan.FromSeconds(10));
    private readonly Dictionary<int, long> _told = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        do
            foreach (var worker in scoring.Workers) await TellAsync(worker.Partition, worker.JudgedUnixMicros, stoppingToken);
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task TellAsync(int partition, long judged, CancellationToken cancellationToken)
    {
        if (judged == UnixMicros.None || (_told.TryGetValue(partition, out var last) && judged - last < ToldMicros)) return;
        var key = OffsetKey.AlarmHeartbeat(partition);
        try
        {
            var told = await store.ReadOffsetAsync(key, cancellationToken);
            if (told is null || told < judged)
                await store.CommitAsync(new StoreCommit { Batches = [], Offset = new OffsetMove(key, told, judged) }, cancellationToken);
            _told[partition] = judged;
        }
        catch (Exception error) when (error is StoreException or OffsetConflictException)
        {
            // The store takes no alarms either, or another process has the partition and tells.
        }
    }
}
