using System.Globalization;
using Maintenance.Core.Alarms;
using Maintenance.Core.Assets;
using Maintenance.Core.Conditions;
using Maintenance.Core.Feed;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Telemetry;
using Maintenance.Core.Tracing;
using Maintenance.Scoring.Alarms;
using Maintenance.Scoring.Registry;
using Maintenance.Scoring.Trends;
using Maintenance.Scoring.Workers;
using Microsoft.Extensions.Logging.Abstractions;

namespace Maintenance.Scoring.Tests.Pipeline;

/// <summary>Runs workers over scripted logs into the real store, and reads back what is there.</summary>
internal sealed class Lab(IConditionStore store)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static int Names;

    public ObservedStore Store { get; } = new(store);

    public IConditionModel Model { get; init; } = new StepModel();

    /// <summary>Models of a registry; null: <see cref="Model"/> serves for ever.</summary>
    public ServingModels? Models { get; init; }

    public LiveFeed Feed { get; } = new();

    /// <summary>Rules of alarms; none at first.</summary>
    public AlarmRules Alarms { get; } = new();

    /// <summary>Drills that are registered; none at first.</summary>
    public AssetRegistry Assets { get; } = new();

    /// <summary>What shows silence.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public int HistoryBlocks { get; init; } = 128;

    /// <summary>What is broken in the alarm engine on purpose.</summary>
    public AlarmBreakage Breakage { get; init; }

    /// <summary>Judges slow changes.</summary>
    public TrendJudge Trends { get; init; } = TrendAssessor.Assess;

    /// <summary>A name nobody else uses.</summary>
    public static string NewName(string prefix) => $"{prefix}-{Interlocked.Increment(ref Names).ToString(CultureInfo.InvariantCulture)}";

    public ScoringServices Services(ITelemetryLog log, string reader) => new(
        log, Store, Assets, Models ?? ServingModels.Fixed(Model), Alarms, Feed, RecordTraces.Off,
        new ScoringOptions { Reader = reader, CommitInterval = TimeSpan.Zero, HistoryBlocks = HistoryBlocks },
        Clock, NullLogger.Instance);

    /// <summary>Scores the log through its end with one worker, which is then stopped as a crash would: without a farewell.</summary>
    public async Task RunAsync(ScriptedLog log, string reader)
    {
        using var stop = new CancellationTokenSource();
        var worker = new PartitionWorker(Services(log, reader), partition: 0, Breakage) { Trends = Trends };
        var running = worker.RunAsync(stop.Token);
        var done = await Task.WhenAny(running, worker.WaitForPositionAsync(log.End, stop.Token)).WaitAsync(Patience);
        if (done == running) await running;
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(running);
    }

    /// <summary>Scores records in the given runs: a new worker for each.</summary>
    public async Task RunAsync(
        IEnumerable<IReadOnlyList<TelemetryRecord>> runs, int recordsPerRead = 64, string? reader = null, Func<Task>? betweenRuns = null)
    {
        reader ??= NewName("reader");
        var log = new ScriptedLog(recordsPerRead);
        foreach (var run in runs)
        {
            log.Add(run.Select(Records.Encode));
            await RunAsync(log, reader);
            if (betweenRuns is not null) await betweenRuns();
        }
    }

    public Task<string[]> DescriptorsAsync(string asset) => RowsAsync(
        "SELECT event_time, duration_us, reading_count, drilling_state, "
            + $"quality, {string.Join(", ", Descriptors.All.Select(d => d.Name).Concat(ChannelStatistics.All.Select(s => s.Name)))} FROM "
            + "descriptor_current", asset);

    public Task<string[]> AssessmentsAsync(string asset) => RowsAsync(
        "SELECT event_time, health_index, grade, failure_mode, failure_probability, drilling_state, reasons, model_hash, not_assessed, "
            + "evidence, findings, sensor_faults FROM assessment_current", asset);

    public Task<string[]> MinutesAsync(string asset) => RowsAsync(
        $"SELECT event_time, blocks, {string.Join(", ", ConditionMinuteRow.ValueNames)} FROM condition_minute_current", asset);

    /// <summary>Every version of an asset's rows, with the record that caused it.</summary>
    public async Task<string[]> VersionsAsync(TableSchema table, string asset)
    {
        var result = await store.QueryAsync(new StoreQuery($"SELECT {string.Join(", ", table.Columns.Skip(1).Select(c => c.Name))} "
            + $"FROM {table.Name} WHERE asset = ? ORDER BY event_time, log_offset", asset), CancellationToken.None);
        return [.. result.Rows.Select(r => string.Join('|', r.Select(Text)))];
    }

    public Task<string[]> ReadingsAsync(string asset) =>
        RowsAsync("SELECT event_time, rotary_speed, torque, vibration_lateral FROM reading", asset);

    /// <summary>Alarms as currently known, without those that never were.</summary>
    public async Task<string[]> AlarmsAsync(string asset)
    {
        var result = await store.QueryAsync(new StoreQuery(
            "SELECT event_time, rule, level, raised, returned, value, limit_value, priority, rule_version, because FROM alarm_event_current "
            + "WHERE asset = ? AND withdrawn = 0 ORDER BY event_time, rule, level", asset), CancellationToken.None);
        return [.. result.Rows.Select(r => string.Join('|', r.Select(Text)))];
    }

    // What an unnumbered client sent includes its duplicates, so that it depends on how often a record came.
    public Task<string[]> AccountAsync(string asset) => RowsAsync(
        "SELECT first_event_time AS event_time, epoch, CASE WHEN sequenced THEN sent END AS sent, stored, last_event_time, ranges FROM "
            + "stream_account", asset);

    public async Task<long> CountAsync(string table, string asset) =>
        (long)(await store.QueryAsync(new StoreQuery($"SELECT count(*) FROM {table} WHERE asset = ?", asset),
            CancellationToken.None)).Rows[0][0]!;

    private async Task<string[]> RowsAsync(string select, string asset)
    {
        var result = await store.QueryAsync(new StoreQuery($"SELECT * FROM ({select} WHERE asset = ?) AS t ORDER BY event_time", asset),
            CancellationToken.None);
        return [.. result.Rows.Select(r => string.Join('|', r.Select(Text)))];
    }

    private static string Text(object? value) => value switch
    {
        null => "NULL",
        DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
