using Maintenance.Core.Alarms;
using Maintenance.Core.Feed;
using Maintenance.Core.Ports;
using Maintenance.Simulator.Load;
using Maintenance.Store.Sql;
using Microsoft.Extensions.Logging;

namespace Maintenance.Training.Bench.Pipeline;

/// <summary>
/// Drives the embedded pipeline at full speed while a reader runs queries, and measures the engine's floor in the same run. All files are
/// in a temporary folder inside the given one, which is deleted afterwards.
/// </summary>
/// <param name="load">Load.</param>
/// <param name="rules">Rules of alarms; none: no alarm is judged.</param>
/// <param name="clock">Clock.</param>
/// <param name="loggers">Loggers.</param>
public sealed class PipelineBench(PipelineLoad load, AlarmRuleSet rules, TimeProvider clock, ILoggerFactory loggers)
{
    // Event times of a live source must not lie in the future, even when the run is faster than real time.
    private readonly long _start = (clock.GetUtcNow().ToUnixTimeSeconds() - 24 * 3600) * 1_000_000;

    /// <exception cref="BenchException">Readings were lost, refused or doubled, or nothing was assessed.</exception>
    public async Task<PipelineFigures> RunAsync(string parentFolder, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateDirectory(Path.Combine(parentFolder, $"bench-{Guid.NewGuid():N}")).FullName;
        try
        {
            var floor = StoreFloor.MeasureRowsPerSecond(FloorRows.Make(Generator()), folder, load.FloorDuration,
                new ConditionStoreOptions());
            return await MeasureAsync(folder, floor, cancellationToken);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<PipelineFigures> MeasureAsync(string folder, double floor, CancellationToken cancellationToken)
    {
        var generator = Generator();
        await using var stages = await PipelineStages.StartAsync(
            folder, generator.Assets, new PipelineSetup(clock, rules), loggers, cancellationToken);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stages.Failed);
        using var measured = CancellationTokenSource.CreateLinkedTokenSource(ended.Token);
        var (memory, endToEnd) = (new MemoryWatch(clock), new LatencyRecorder());
        using var subscription = stages.Feed.Subscribe(updates => Record(updates, endToEnd));
        var reader = new PipelineReader(stages.Store, generator, _start, clock);
        var watching = memory.RunAsync(measured.Token);
        var reading = Task.Run(() => reader.RunAsync(measured.Token), CancellationToken.None);

        var (started, processor, sent, seconds) = (clock.GetTimestamp(), Environment.CpuUsage.TotalTime, 0L, 0.0);
        try
        {
            sent = await new PipelineSenders(stages, generator, clock).RunAsync(TimeSpan.FromSeconds(load.Seconds), ended.Token);
            await stages.WaitForLagAsync(0, ended.Token);
            seconds = clock.GetElapsedTime(started).TotalSeconds;
            processor = Environment.CpuUsage.TotalTime - processor;
        }
        catch (OperationCanceledException) when (stages.Failed.IsCancellationRequested)
        {
            await stages.StopAsync(); // throws the worker's exception
        }
        await measured.CancelAsync();
        await Task.WhenAll(watching, reading);
        await stages.StopAsync();
        var figures = new PipelineFigures
        {
            ReadingsPerSecond = sent / seconds,
            StoreFloorRowsPerSecond = floor,
            RatioToFloor = sent / seconds / floor,
            QueryP99Ms = reader.Latencies.Percentile(99),
            QueryP50Ms = reader.Latencies.Percentile(50),
            Queries = reader.Latencies.Count,
            EndToEndP99Ms = endToEnd.Percentile(99),
            PeakRssMiB = memory.PeakMiB,
            RssGrowthMiBPerMinute = memory.GrowthMiBPerMinute,
            ReadingsSent = sent,
            ReadingsStored = await CountAsync(stages.Store, "reading", cancellationToken),
            Assessments = await CountAsync(stages.Store, "assessment", cancellationToken),
            ProcessorMicrosPerReading = processor.TotalMicroseconds / sent,
            Rules = rules.For(null).Count,
            AlarmEvents = await CountAsync(stages.Store, "alarm_event", cancellationToken),
            Seconds = seconds,
            Load = load.ToString(),
        };
        return Checked(figures);
    }

    private LoadGenerator Generator() => new(new LoadGeneratorOptions
    {
        Assets = load.Assets,
        ReadingsPerRecord = load.ReadingsPerBlock,
        IntervalMicros = load.IntervalMicros,
        StartUnixMicros = _start,
        Epoch = _start,
    });

    private void Record(IReadOnlyList<AssetUpdate> updates, LatencyRecorder latencies)
    {
        var now = (clock.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalMicroseconds;
        foreach (var update in updates) latencies.Record((now - update.ReceivedUnixMicros) / 1000);
    }

    private static PipelineFigures Checked(PipelineFigures figures)
    {
        if (figures.ReadingsStored != figures.ReadingsSent)
            throw new BenchException($"{figures.ReadingsSent} readings were sent, but the table reading has {figures.ReadingsStored} "
                + "rows.");
        if (figures.Assessments == 0) throw new BenchException($"{figures.ReadingsSent} readings were stored, but nothing was assessed.");
        if (figures.Queries == 0) throw new BenchException("No query was answered during the run; give it more seconds.");
        return figures;
    }

    private static async Task<long> CountAsync(IConditionStore store, string table, CancellationToken cancellationToken) =>
        (long)(await store.QueryAsync(new StoreQuery($"SELECT count(*) FROM {table}"), cancellationToken)).Scalar!;
}
