using Maintenance.Core.Telemetry;
using Maintenance.Core.Time;
using Maintenance.Ingest.Formats.TelemetryV1;
using Maintenance.Ingest.Intake;
using Maintenance.Simulator.Physics;
using Maintenance.Training.Bench.Pipeline;

namespace Maintenance.Training.Evaluation.Fleet.Alarms;

/// <summary>Sends blocks of a simulated fleet into a pipeline, in the order given, and waits until they are judged and stored.</summary>
/// <param name="stages">The pipeline.</param>
/// <param name="fleet">The fleet.</param>
/// <param name="reception">The pipeline's clock of reception: shows the end of each block when it arrives. Null: it is left alone.</param>
internal sealed class BlockSender(PipelineStages stages, SimulatedFleet fleet, SimulatedClock? reception = null)
{
    private static readonly SourceContext Source = new(SourceKind.Live, "evaluation");

    /// <summary>Sends.</summary>
    /// <exception cref="InvalidOperationException">Ingest refused a block.</exception>
    public async Task SendAsync(IReadOnlyList<(int Drill, long At)> blocks, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stages.Failed);
        var encoded = new byte[blocks.Count][];
        Parallel.For(0, blocks.Count, new ParallelOptions { CancellationToken = ended.Token },
            i => encoded[i] = TelemetryCodecV1.Encode(fleet.GenerateBlock(blocks[i].Drill, blocks[i].At)));
        var batch = stages.Ingestor.RentBatch();
        for (var i = 0; i < encoded.Length; i++)
        {
            reception?.MoveTo(blocks[i].At + UnixMicros.PerSecond);
            stages.Ingestor.Decode(TelemetryV1Format.Instance, encoded[i], in Source, batch);
        }
        try
        {
            await stages.Ingestor.CommitAsync(batch, ended.Token);
            if (batch.Rejected > 0)
                throw new InvalidOperationException($"Ingest refused {batch.Rejected} readings: {batch.Rejections[0].Detail}.");
            await stages.WaitForLagAsync(0, ended.Token);
            stages.Ingestor.ReturnBatch(batch);
        }
        catch (OperationCanceledException) when (stages.Failed.IsCancellationRequested)
        {
            await stages.StopAsync(); // throws the worker's exception
        }
    }
}
