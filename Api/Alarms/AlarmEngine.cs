using Maintenance.Core.Log;
using Maintenance.Core.Ports;
using Maintenance.Core.Time;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Maintenance.Api.Alarms;

/// <summary>
/// Whether the alarm engine is alive: the heartbeats that the workers of all processes write, partition by partition. A list of alarms is
/// only as complete as they are new. Failure strategy: while the store does not answer, the heartbeats known last grow old. Threading: any.
/// </summary>
public sealed class AlarmEngine : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private readonly IConditionStore _store;
    private readonly TimeProvider _clock;
    private readonly AlarmOptions _options;
    private readonly int _partitions;
    private readonly long _startedUnixMicros;
    private volatile IReadOnlyList<long> _judged;

    /// <param name="store">Holds the heartbeats.</param>
    /// <param name="options">Options.</param>
    /// <param name="clock">Clock.</param>
    /// <param name="log">Knows the partitions; null: those that ever had a heartbeat.</param>
    public AlarmEngine(IConditionStore store, IOptions<AlarmOptions> options, TimeProvider clock, ITelemetryLog? log = null)
    {
        (_store, _clock, _options, _startedUnixMicros) = (store, clock, options.Value, UnixMicros.Now(clock));
        _partitions = log?.PartitionCount(Topics.Telemetry) ?? 0;
        _judged = [.. Enumerable.Repeat(UnixMicros.None, _partitions)]; // a store that never answers is no engine without partitions
    }

    /// <summary>As the heartbeats read last say.</summary>
    public AlarmEngineStatus Status
    {
        get
        {
            var (now, judged) = (UnixMicros.Now(_clock), _judged);
            var limit = now - UnixMicros.Length(_options.SilentAfter);
            // The first heartbeat of a partition may take as long as any.
            return new(now, [.. judged.Select((at, i) => new AlarmEnginePartition(i, at,
                IsSilent: at < limit && (at != UnixMicros.None || _startedUnixMicros < limit)))]);
        }
    }

    /// <summary>Reads the heartbeats.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        var judged = new List<long>();
        for (var partition = 0; ; partition++)
        {
            var at = await _store.ReadOffsetAsync(OffsetKey.AlarmHeartbeat(partition), cancellationToken);
            if (at is null && partition >= _partitions) break;
            judged.Add(at ?? UnixMicros.None);
        }
        _judged = judged;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, _clock);
        do
        {
            try
            {
                await ReadAsync(stoppingToken);
            }
            catch (StoreException)
            {
                // What is known grows old; the health check of the store says why.
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
