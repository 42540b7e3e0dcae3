using Maintenance.Core.Alarms;
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
    private readonly long _start = PipelineLoad.StartOf(clock);

    /// <exception cref="BenchException">Readings were lost, refused or doubled, or nothing was assessed.</exception>
    public async Task<PipelineFigures> RunAsync(string parentFolder, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateDirectory(Path.Combine(parentFolder, $"bench-{Guid.NewGuid():N}")).FullName;
        try
        {
            var floor = StoreFloor.MeasureRowsPerSecond(FloorRows.Make(load.Generator(_start)), folder, load.FloorDuration,
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
        var generator = load.Generator(_start);
        await using var stages = await PipelineStages.StartAsync(
            folder, generator.Assets, new PipelineSetup(clock, rules), loggers, cancellationToken);
        var stretch = await new PipelineStretch(stages, new PipelineSenders(generator, clock), generator, _start, clock)
            .RunAsync(TimeSpan.FromSeconds(load.Seconds), cancellationToken);
        await stages.StopAsync();
        return Checked(new PipelineFigures
        {
            ReadingsPerSecond = stretch.ReadingsPerSecond,
            StoreFloorRowsPerSecond = floor,
            RatioToFloor = stretch.ReadingsPerSecond / floor,
            QueryP99Ms = stretch.Queries.Percentile(99),
            QueryP50Ms = stretch.Queries.Percentile(50),
            Queries = stretch.Queries.Count,
            EndToEndP99Ms = stretch.EndToEnd.Percentile(99),
            PeakRssMiB = stretch.Memory.PeakMiB,
            RssGrowthMiBPerMinute = stretch.Memory.GrowthMiBPerMinute,
            ReadingsSent = stretch.Sent,
            ReadingsStored = await stages.CountAsync("reading", cancellationToken),
            Assessments = await stages.CountAsync("assessment", cancellationToken),
            ProcessorMicrosPerReading = stretch.ProcessorMicrosPerReading,
            Rules = rules.For(null).Count,
            AlarmEvents = await stages.CountAsync("alarm_event", cancellationToken),
            Seconds = stretch.Seconds,
            Load = load.ToString(),
        });
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
}
