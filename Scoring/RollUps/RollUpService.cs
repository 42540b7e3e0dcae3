using Maintenance.Core.Ports;
using Maintenance.Core.Time;
using Maintenance.Queries;
using Maintenance.Queries.RollUps;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Maintenance.Scoring.RollUps;

/// <summary>
/// Keeps <c>history_roll_up</c>: at its start all hours of the store that have none, the newest first, then those that records close or
/// change. Failure strategy: nothing depends on a roll-up, since without one charts read the rows; a failed round is logged and the next
/// one goes on where it ended. Several processes may do the same work: a roll-up is a pure function of the rows. Threading: one loop.
/// </summary>
internal sealed partial class RollUpService(IConditionStore store, TimeProvider clock, ILogger<RollUpService> logger) : BackgroundService
{
    private const long DayMicros = 24 * RollUpHours.HourMicros;
    private const int HoursPerRound = 1_000;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var isFilled = false;
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            try
            {
                if (!isFilled) await FillAsync(stoppingToken);
                isFilled = true;
                await RenewAsync(stoppingToken);
            }
            catch (StoreException error)
            {
                LogFailed(logger, error);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Rolls up all hours before each asset's newest that have no roll-up.</summary>
    /// <returns>Roll-ups written.</returns>
    public async Task<long> FillAsync(CancellationToken cancellationToken)
    {
        var ranges = HistoryRangesSql.Read(await store.QueryAsync(new StoreQuery(HistoryRangesSql.Sql), cancellationToken));
        var known = await HourRollUp.CountAsync(store, DayMicros, cancellationToken);
        var days = ranges.SelectMany(r => Days(r.Oldest, RollUpHours.HourOf(r.Newest)).Select(d => (r.Asset, Day: d)))
            .Where(d => known.GetValueOrDefault((d.Asset, DayOf(d.Day.FromUnixMicros))) < d.Day.Length.TotalHours)
            .OrderByDescending(d => d.Day.FromUnixMicros);
        var written = 0L;
        foreach (var (asset, day) in days) written += await WriteAsync(asset, day, cancellationToken);
        if (written > 0) LogFilled(logger, written, ranges.Count);
        return written;
    }

    /// <summary>Rolls up the hours that records have closed or changed.</summary>
    /// <returns>Roll-ups written.</returns>
    public async Task<long> RenewAsync(CancellationToken cancellationToken)
    {
        var written = 0L;
        var stale = await HourRollUp.StaleAsync(store, HoursPerRound, cancellationToken);
        foreach (var hours in stale.GroupBy(s => (s.Asset, Day: DayOf(s.Hour))))
            written += await WriteAsync(
                hours.Key.Asset, new TimeRange(hours.Min(h => h.Hour), hours.Max(h => h.Hour) + RollUpHours.HourMicros), cancellationToken);
        return written;
    }

    private async Task<long> WriteAsync(string asset, TimeRange stretch, CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        var batch = await HourRollUp.RunAsync(store, asset, stretch, cancellationToken);
        if (batch.RowCount == 0) return 0;
        await store.CommitAsync(new StoreCommit { Batches = [batch] }, cancellationToken);
        // Half of the time belongs to those who ask and score.
        await Task.Delay(clock.GetElapsedTime(began), clock, cancellationToken);
        return batch.RowCount;
    }

    private static IEnumerable<TimeRange> Days(long oldest, long end)
    {
        for (var from = RollUpHours.HourOf(oldest); from < end; from = (DayOf(from) + 1) * DayMicros)
            yield return new TimeRange(from, Math.Min((DayOf(from) + 1) * DayMicros, end));
    }

    private static long DayOf(long unixMicros) => UnixMicros.NumberOf(unixMicros, DayMicros);

    [LoggerMessage(3045, LogLevel.Information, "Rolled up {Hours} hours of the history of {Assets} assets that had no roll-up")]
    private static partial void LogFilled(ILogger logger, long hours, int assets);

    [LoggerMessage(3046, LogLevel.Warning, "History cannot be rolled up; charts read the rows, and the next round goes on")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
