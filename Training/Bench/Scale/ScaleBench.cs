using Maintenance.Core.Alarms;
using Maintenance.Simulator.Load;
using Maintenance.Training.Bench.Pipeline;
using Microsoft.Extensions.Logging;

namespace Maintenance.Training.Bench.Scale;

/// <summary>
/// What the embedded pipeline costs against the number of drills and against what is stored: at each size it is filled, started anew, and
/// measured at full load while a reader runs the pages' queries. All files are in a temporary folder inside the given one, which is deleted
/// afterwards.
/// </summary>
/// <param name="drills">Numbers of drills, ascending.</param>
/// <param name="history">Stored readings, ascending.</param>
/// <param name="seconds">Measured time at each size.</param>
/// <param name="rules">Rules of alarms.</param>
/// <param name="clock">Clock.</param>
/// <param name="loggers">Loggers.</param>
public sealed class ScaleBench(IReadOnlyList<int> drills, IReadOnlyList<long> history, double seconds, AlarmRuleSet rules,
    TimeProvider clock, ILoggerFactory loggers)
{
    /// <summary>Readings per block against the number of drills: a slow fleet, whose cost is that of its blocks.</summary>
    public const int SlowReadings = 10;

    /// <summary>Drills against history.</summary>
    public const int HistoryDrills = 1_000;

    /// <summary>Readings per block against history.</summary>
    public const int HistoryReadings = 100;

    private readonly long _start = PipelineLoad.StartOf(clock);

    /// <summary>Runs.</summary>
    /// <param name="parentFolder">Folder on the disk to measure.</param>
    /// <param name="progress">Told the figures of each size.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="BenchException">Readings were lost, refused or doubled, or no query was answered.</exception>
    public async Task<ScaleFigures> RunAsync(string parentFolder, Action<MarkFigures> progress, CancellationToken cancellationToken)
    {
        var byDrills = new List<MarkFigures>();
        // As much history for each of them: two blocks of every drill of the largest fleet.
        var stored = 2L * SlowReadings * drills.DefaultIfEmpty().Max();
        foreach (var count in drills)
            byDrills.AddRange(await RunAsync(parentFolder, new(seconds, count, SlowReadings), [stored], progress, cancellationToken));
        var byHistory = await RunAsync(parentFolder, new(seconds, HistoryDrills, HistoryReadings), history, progress, cancellationToken);
        return new ScaleFigures(byDrills, byHistory,
            $"blocks of 1 s, {LoadGenerator.ChannelCount} channels, codec V1, {rules.For(null).Count} rules, as fast as the store takes "
            + $"them for {seconds} s at each size; a reader opens {PipelineLoad.PagesPerSecond} drill pages per second (4 queries each)");
    }

    // One fleet, at growing numbers of stored readings in one store.
    private async Task<List<MarkFigures>> RunAsync(string parentFolder, PipelineLoad load, IReadOnlyList<long> marks,
        Action<MarkFigures> progress, CancellationToken cancellationToken)
    {
        var all = new List<MarkFigures>();
        if (marks.Count == 0) return all;
        var folder = Directory.CreateDirectory(Path.Combine(parentFolder, $"bench-{Guid.NewGuid():N}")).FullName;
        try
        {
            var generator = load.Generator(_start);
            var senders = new PipelineSenders(generator, clock);
            foreach (var stored in marks)
            {
                await FillAsync(folder, generator, senders, stored, cancellationToken);
                var figures = await MeasureAsync(folder, generator, senders, load, cancellationToken);
                all.Add(figures);
                progress(figures);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        return all;
    }

    private async Task FillAsync(string folder, LoadGenerator generator, PipelineSenders senders, long stored,
        CancellationToken cancellationToken)
    {
        await using var stages = await StartAsync(folder, generator, cancellationToken);
        await stages.WhileRunningAsync(async ended =>
        {
            await senders.SendAsync(stages, stored, ended);
            await stages.WaitForLagAsync(0, ended);
        }, cancellationToken);
        await stages.StopAsync();
    }

    private async Task<MarkFigures> MeasureAsync(string folder, LoadGenerator generator, PipelineSenders senders, PipelineLoad load,
        CancellationToken cancellationToken)
    {
        var (stored, started) = (senders.Sent, clock.GetTimestamp());
        await using var stages = await StartAsync(folder, generator, cancellationToken);
        await FirstAssessmentAsync(stages, senders, cancellationToken);
        var start = clock.GetElapsedTime(started);
        var stretch = await new PipelineStretch(stages, senders, generator, _start, clock)
            .RunAsync(TimeSpan.FromSeconds(seconds), cancellationToken);
        await stages.StopAsync();
        if (await stages.CountAsync("reading", cancellationToken) is var found && found != senders.Sent)
            throw new BenchException($"{senders.Sent} readings were sent, but the table reading has {found} rows.");
        if (stretch.Queries.Count == 0) throw new BenchException("No query was answered during the run; give it more seconds.");
        var blocks = (double)stretch.Sent / load.ReadingsPerBlock;
        return new MarkFigures(load.Assets, load.ReadingsPerBlock, stored, start.TotalSeconds, stretch.ReadingsPerSecond,
            blocks / stretch.Seconds, stretch.Processor.TotalMicroseconds / blocks, stretch.Queries.Percentile(50),
            stretch.Queries.Percentile(99), stretch.EndToEnd.Percentile(99), stretch.Memory.PeakMiB,
            new DirectoryInfo(folder).EnumerateFiles("*.duckdb*", SearchOption.AllDirectories).Sum(f => f.Length) / 1048576.0);
    }

    private static async Task FirstAssessmentAsync(PipelineStages stages, PipelineSenders senders, CancellationToken cancellationToken)
    {
        var assessed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var subscription = stages.Feed.Subscribe(_ => assessed.TrySetResult());
        await stages.WhileRunningAsync(async ended =>
        {
            await senders.SendAsync(stages, senders.Sent + 1, ended);
            await assessed.Task.WaitAsync(ended);
        }, cancellationToken);
    }

    private Task<PipelineStages> StartAsync(string folder, LoadGenerator generator, CancellationToken cancellationToken) =>
        PipelineStages.StartAsync(folder, generator.Assets, new PipelineSetup(clock, rules), loggers, cancellationToken);
}
