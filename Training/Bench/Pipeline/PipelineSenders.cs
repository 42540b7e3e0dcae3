using Maintenance.Ingest.Formats.TelemetryV1;
using Maintenance.Ingest.Intake;
using Maintenance.Simulator.Load;

namespace Maintenance.Training.Bench.Pipeline;

/// <summary>
/// Sends the load through Ingest: each of a few senders commits batches of records of its own assets, and waits while scoring lags too far
/// behind the log. A rejected reading ends the measurement.
/// </summary>
internal sealed class PipelineSenders(PipelineStages stages, LoadGenerator generator, TimeProvider clock)
{
    private const int Senders = 2;
    private const int BatchBytes = 1 << 20;
    private static readonly SourceContext Source = new(SourceKind.Live, "bench");

    /// <summary>Sends for a given time; completes when everything is durable in the log.</summary>
    /// <returns>Readings sent.</returns>
    public async Task<long> RunAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var sent = await Task.WhenAll(Enumerable.Range(0, Senders)
            .Select(sender => Task.Run(() => SendAsync(sender, started, duration, cancellationToken), cancellationToken)));
        return sent.Sum();
    }

    private async Task<long> SendAsync(int sender, long started, TimeSpan duration, CancellationToken cancellationToken)
    {
        var (sent, asset) = (0L, sender);
        var record = new byte[generator.RecordBytes];
        var batch = stages.Ingestor.RentBatch();
        while (clock.GetElapsedTime(started) < duration)
        {
            Fill(batch, record, ref asset);
            await stages.Ingestor.CommitAsync(batch, cancellationToken);
            if (batch.Rejected > 0) throw new BenchException($"Ingest refused {batch.Rejected} readings: {batch.Rejections[0].Detail}.");
            sent += batch.Accepted;
            batch.Clear();
            await stages.WaitForLagAsync(PipelineLoad.MaxLagBytes, cancellationToken);
        }
        return sent;
    }

    // One second of each drill in turn, as a fleet sends.
    private void Fill(IngestBatch batch, byte[] record, ref int asset)
    {
        while (batch.Bytes < BatchBytes)
        {
            var size = generator.NextRecord(asset, record);
            stages.Ingestor.Decode(TelemetryV1Format.Instance, record.AsSpan(0, size), in Source, batch);
            asset += Senders;
            if (asset >= generator.Assets.Count) asset %= Senders;
        }
    }
}
