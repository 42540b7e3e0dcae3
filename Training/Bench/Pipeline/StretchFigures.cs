namespace Maintenance.Training.Bench.Pipeline;

/// <summary>What a <see cref="PipelineStretch"/> measured.</summary>
/// <param name="Sent">Readings sent and stored.</param>
/// <param name="Seconds">From the first append to the last commit.</param>
/// <param name="Processor">Processor time of this process; senders and reader included.</param>
/// <param name="Queries">Durations of the reader's queries.</param>
/// <param name="EndToEnd">From reception by Ingest to committed and published.</param>
/// <param name="Memory">Resident memory.</param>
internal sealed record StretchFigures(
    long Sent, double Seconds, TimeSpan Processor, LatencyRecorder Queries, LatencyRecorder EndToEnd, MemoryWatch Memory)
{
    /// <summary>Readings per second.</summary>
    public double ReadingsPerSecond => Sent / Seconds;

    /// <summary>Processor time per reading, µs.</summary>
    public double ProcessorMicrosPerReading => Processor.TotalMicroseconds / Sent;
}
