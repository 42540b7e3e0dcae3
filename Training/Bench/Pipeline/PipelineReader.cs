using Maintenance.Core.Channels;
using Maintenance.Core.Ports;
using Maintenance.Core.Time;
using Maintenance.Queries;
using Maintenance.Simulator.Load;

namespace Maintenance.Training.Bench.Pipeline;

/// <summary>
/// Opens drill pages at a steady rate: runs the queries of the Fleet and Drill pages, for the default time range, of one drill after
/// another.
/// </summary>
internal sealed class PipelineReader(IConditionStore store, LoadGenerator generator, long startUnixMicros, TimeProvider clock)
{
    private const int Points = 120;
    private static readonly TimeSpan Stretch = TimeSpan.FromMinutes(15);

    /// <summary>Duration of each query.</summary>
    public LatencyRecorder Latencies { get; } = new();

    /// <summary>Opens pages until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / PipelineLoad.PagesPerSecond), clock);
        try
        {
            for (var page = 0; await timer.WaitForNextTickAsync(cancellationToken); page++) await OpenAsync(page, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The measurement is over.
        }
    }

    // As the pages do: the fleet list, then the three queries of a drill concurrently.
    private async Task OpenAsync(int page, CancellationToken cancellationToken)
    {
        var asset = generator.Assets[page * 37 % generator.Assets.Count].Id.Value;
        var range = new TimeRange(startUnixMicros, startUnixMicros + UnixMicros.Length(Stretch));
        await AskAsync(LatestAssessmentsQuery.RunAsync(store, cancellationToken));
        await Task.WhenAll(
            AskAsync(ChannelHistoryQuery.RunAsync(store, asset, range, Points, StandardChannels.All, cancellationToken)),
            AskAsync(HealthHistoryQuery.RunAsync(store, asset, range, Points, cancellationToken)),
            AskAsync(NewestValuesQuery.RunAsync(store, asset, range.ToUnixMicros, cancellationToken)));
    }

    private async Task AskAsync(Task question)
    {
        var asked = clock.GetTimestamp();
        await question;
        Latencies.Record(clock.GetElapsedTime(asked).TotalMilliseconds);
    }
}
