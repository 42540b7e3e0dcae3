using Maintenance.Ingest.Formats.TelemetryV1;
using Maintenance.Ingest.Intake;
using Maintenance.Simulator.Load;

namespace Maintenance.Training.Bench.Pipeline;

/// <summary>
/// Sends the load through Ingest: each of a few senders commits batches of records of its own assets, and waits while scoring lags too far
/// behind the log. A rejected reading ends the measurement. Threading: one call at a time; the next goes on where it stopped.
/// </summary>
internal sealed class PipelineSenders(LoadGenerator generator, TimeProvider clock)
{
    private const int Senders = 2;
    private const int BatchBytes = 1 << 20;
    private static readonly SourceContext Source = new(SourceKind.Live, "bench");

    // The next asset of each sender.
    private readonly int[] _next = [.. Enumerable.Range(0, Senders)];
    private long _sent;

    /// <summary>Readings sent by all calls.</summary>
    public long Sent => Volatile.Read(ref _sent);

    /// <summary>Sends for a given time; completes when everything is durable in the log.</summary>
    public Task SendAsync(PipelineStages stages, TimeSpan duration, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        return SendAsync(stages, () => clock.GetElapsedTime(started) < duration, cancellationToken);
    }

    /// <summary>Sends until at least so many readings are sent by all calls; completes when everything is durable in the log.</summary>
    public Task SendAsync(PipelineStages stages, long readings, CancellationToken cancellationToken) =>
        SendAsync(stages, () => Sent < readings, cancellationToken);

    private Task SendAsync(PipelineStages stages, Func<bool> goesOn, CancellationToken cancellationToken) =>
        Task.WhenAll(Enumerable.Range(0, Math.Min(Senders, generator.Assets.Count))
            .Select(sender => Task.Run(() => SendAsync(stages, sender, goesOn, cancellationToken), cancellationToken)));

    private async Task SendAsync(PipelineStages stages, int sender, Func<bool> goesOn, CancellationToken cancellationToken)
    {
        var record = new byte[generator.RecordBytes];
        var batch = stages.Ingestor.RentBatch();
        while (goesOn())
        {
            Fill(stages.Ingestor, batch, record, ref _next[sender]);
            await stages.Ingestor.CommitAsync(batch, cancellationToken);
            if (batch.Rejected > 0) throw new BenchException($"Ingest refused {batch.Rejected} readings: {batch.Rejections[0].Detail}.");
            Interlocked.Add(ref _sent, batch.Accepted);
            batch.Clear();
            await stages.WaitForLagAsync(PipelineLoad.MaxLagBytes, cancellationToken);
        }
        stages.Ingestor.ReturnBatch(batch);
    }

    // One second of each drill in turn, as a fleet sends.
    private void Fill(TelemetryIngestor ingestor, IngestBatch batch, byte[] record, ref int asset)
    {
        while (batch.Bytes < BatchBytes)
        {
            var size = generator.NextRecord(asset, record);
            ingestor.Decode(TelemetryV1Format.Instance, record.AsSpan(0, size), in Source, batch);
            asset += Senders;
            if (asset >= generator.Assets.Count) asset %= Senders;
        }
    }
}
