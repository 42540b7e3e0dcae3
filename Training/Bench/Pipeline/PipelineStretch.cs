using Maintenance.Core.Feed;
using Maintenance.Simulator.Load;

namespace Maintenance.Training.Bench.Pipeline;

/// <summary>A stretch of full load on a running pipeline while a reader opens pages.</summary>
/// <param name="stages">The pipeline.</param>
/// <param name="senders">What sends.</param>
/// <param name="generator">What they send.</param>
/// <param name="startUnixMicros">Event time of the first reading of all, Unix µs UTC.</param>
/// <param name="clock">Clock.</param>
internal sealed class PipelineStretch(
    PipelineStages stages, PipelineSenders senders, LoadGenerator generator, long startUnixMicros, TimeProvider clock)
{
    /// <summary>Sends for a given time and waits until all of it is stored.</summary>
    /// <exception cref="Exception">The exception of a failed worker.</exception>
    public async Task<StretchFigures> RunAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        using var measured = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stages.Failed);
        var (memory, endToEnd) = (new MemoryWatch(clock), new LatencyRecorder());
        using var subscription = stages.Feed.Subscribe(updates => Record(updates, endToEnd));
        var reader = new PipelineReader(stages.Store, generator, startUnixMicros, clock);
        var watching = memory.RunAsync(measured.Token);
        var reading = Task.Run(() => reader.RunAsync(measured.Token), CancellationToken.None);

        var (started, processor, sent, seconds) = (clock.GetTimestamp(), Environment.CpuUsage.TotalTime, senders.Sent, 0.0);
        await stages.WhileRunningAsync(async ended =>
        {
            await senders.SendAsync(stages, duration, ended);
            await stages.WaitForLagAsync(0, ended);
            seconds = clock.GetElapsedTime(started).TotalSeconds;
            processor = Environment.CpuUsage.TotalTime - processor;
            sent = senders.Sent - sent;
        }, cancellationToken);
        await measured.CancelAsync();
        await Task.WhenAll(watching, reading);
        return new StretchFigures(sent, seconds, processor, reader.Latencies, endToEnd, memory);
    }

    private void Record(IReadOnlyList<AssetUpdate> updates, LatencyRecorder latencies)
    {
        var now = (clock.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalMicroseconds;
        foreach (var update in updates) latencies.Record((now - update.ReceivedUnixMicros) / 1000);
    }
}
