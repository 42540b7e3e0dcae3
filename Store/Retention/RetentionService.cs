using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Maintenance.Store.Retention;

/// <summary>
/// Deletes rows beyond their table's retention, then lets the store merge its small pieces. The age of telemetry is counted from the newest
/// event of their own asset: a replayed recording keeps its last part, and a drill that fell silent keeps its last known state.
/// Failure strategy: a failed round is logged and retried at the next interval; nothing else depends on it.
/// </summary>
internal sealed partial class RetentionService(
    IConditionStore store, IOptions<RetentionOptions> options, IOptions<KeptAlarms> alarms, TimeProvider clock,
    ILogger<RetentionService> logger) : BackgroundService
{
    private static readonly TimeSpan LeastAlarms = TimeSpan.FromDays(30);
    private long _alarmsBefore;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.CheckInterval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await ApplyAsync(stoppingToken);
    }

    private async Task ApplyAsync(CancellationToken cancellationToken)
    {
        try
        {
            await DeleteAsync(StoreTables.Reading, options.Value.Readings, cancellationToken);
            await DeleteAsync(StoreTables.ReadingExtra, options.Value.Readings, cancellationToken);
            await DeleteAsync(StoreTables.Waveform, options.Value.Waveforms, cancellationToken);
            await DeleteAsync(StoreTables.Descriptor, options.Value.Conditions, cancellationToken);
            await DeleteAsync(StoreTables.Assessment, options.Value.Conditions, cancellationToken);
            await DeleteAsync(StoreTables.ConditionMinute, options.Value.Conditions, cancellationToken);
            await DeleteAsync(StoreTables.HistoryRollUp, options.Value.Conditions, cancellationToken);
            await DeleteAsync(StoreTables.HistoryHour, options.Value.Conditions, cancellationToken);
            var deleted = await store.CondenseDeadLettersAsync(Before(options.Value.DeadLetters), options.Value.DeadLetterRows,
                options.Value.DeadLetterBytes, cancellationToken);
            if (deleted > 0) LogCondensed(logger, deleted);
            await DeleteAlarmsAsync(cancellationToken);
            deleted = await store.DeleteOlderAsync(StoreTables.Audit, "event_time", Before(options.Value.Audit), cancellationToken);
            if (deleted > 0) LogDeleted(logger, deleted, StoreTables.Audit.Name, options.Value.Audit);
            await store.CompactAsync(cancellationToken);
        }
        catch (Exception error) when (error is StoreException or OffsetConflictException)
        {
            LogFailed(logger, error);
        }
    }

    // By whole days: what an alarm still depends on is looked for in the whole table.
    private async Task DeleteAlarmsAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Conditions == TimeSpan.Zero) return;
        var age = TimeSpan.FromTicks(Math.Max(options.Value.Conditions.Ticks, LeastAlarms.Ticks));
        var before = UnixMicros.Now(clock) - UnixMicros.Length(age) - UnixMicros.Length(alarms.Value.KeepReturned);
        before -= before % UnixMicros.Length(TimeSpan.FromDays(1));
        if (before <= _alarmsBefore) return;
        var deleted = await store.DeleteAgedAlarmsAsync(before, age, cancellationToken);
        if (deleted > 0) LogDeleted(logger, deleted, "alarms and notifications", age);
        _alarmsBefore = before;
    }

    private long Before(TimeSpan age) => age == TimeSpan.Zero ? 0 : UnixMicros.Of(clock.GetUtcNow() - age);

    private async Task DeleteAsync(TableSchema table, TimeSpan age, CancellationToken cancellationToken)
    {
        if (age == TimeSpan.Zero) return;
        var deleted = await store.DeleteAgedAsync(table, age, cancellationToken);
        if (deleted > 0) LogDeleted(logger, deleted, table.Name, age);
    }

    [LoggerMessage(4900, LogLevel.Information, "Retention deleted {Rows} rows of {Table} older than {Age}")]
    private static partial void LogDeleted(ILogger logger, long rows, string table, TimeSpan age);

    [LoggerMessage(4902, LogLevel.Information, "Retention deleted {Rows} dead letters; their readings stay counted")]
    private static partial void LogCondensed(ILogger logger, long rows);

    [LoggerMessage(4901, LogLevel.Warning, "Retention could not be applied; retried in the next round")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
