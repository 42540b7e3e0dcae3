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

    /// <summary>Makes the payloads of blocks.</summary>
    public byte[][] Encode(IReadOnlyList<(int Drill, long At)> blocks, CancellationToken cancellationToken)
    {
        var encoded = new byte[blocks.Count][];
        Parallel.For(0, blocks.Count, new ParallelOptions { CancellationToken = cancellationToken },
            i => encoded[i] = TelemetryCodecV1.Encode(fleet.GenerateBlock(blocks[i].Drill, blocks[i].At)));
        return encoded;
    }

    /// <summary>Makes payloads and sends them.</summary>
    /// <exception cref="InvalidOperationException">Ingest refused a block.</exception>
    public Task SendAsync(IReadOnlyList<(int Drill, long At)> blocks, CancellationToken cancellationToken) =>
        SendAsync(blocks, Encode(blocks, cancellationToken), cancellationToken);

    /// <summary>Sends.</summary>
    /// <param name="blocks">Blocks.</param>
    /// <param name="encoded">Their payloads.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="InvalidOperationException">Ingest refused a block.</exception>
    public async Task SendAsync(
        IReadOnlyList<(int Drill, long At)> blocks, IReadOnlyList<byte[]> encoded, CancellationToken cancellationToken)
    {
        var batch = stages.Ingestor.RentBatch();
        for (var i = 0; i < encoded.Count; i++)
        {
            reception?.MoveTo(blocks[i].At + UnixMicros.PerSecond);
            stages.Ingestor.Decode(TelemetryV1Format.Instance, encoded[i], in Source, batch);
        }
        await stages.WhileRunningAsync(async ended =>
        {
            await stages.Ingestor.CommitAsync(batch, ended);
            if (batch.Rejected > 0)
                throw new InvalidOperationException($"Ingest refused {batch.Rejected} readings: {batch.Rejections[0].Detail}.");
            await stages.WaitForLagAsync(0, ended);
            stages.Ingestor.ReturnBatch(batch);
        }, cancellationToken);
    }
}
