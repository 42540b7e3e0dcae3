namespace Maintenance.Training.Bench.Scale;

/// <summary>The pipeline with one number of drills and of stored readings; the property names are those of the JSON.</summary>
/// <param name="Drills">Drills that sent.</param>
/// <param name="ReadingsPerBlock">Readings of each one-second block.</param>
/// <param name="Stored">Readings that were stored when the pipeline was started.</param>
/// <param name="StartSeconds">From opening log and store to the first assessment of a new block, s.</param>
/// <param name="ReadingsPerSecond">Readings of 12 channels that became durable, scored and queryable, per second.</param>
/// <param name="BlocksPerSecond">Blocks of the same.</param>
/// <param name="ProcessorMicrosPerBlock">Processor time of this process per block, µs; senders and reader included.</param>
/// <param name="QueryP50Ms">Median of the pages' queries during ingest, ms.</param>
/// <param name="QueryP99Ms">99 of 100 take at most this, ms.</param>
/// <param name="EndToEndP99Ms">99th percentile from reception to committed and published, ms, at full load.</param>
/// <param name="PeakRssMiB">Largest resident memory of this process, which measured the smaller sizes before, MiB.</param>
/// <param name="StoreMiB">Files of the store afterwards, MiB.</param>
public sealed record MarkFigures(
    int Drills, int ReadingsPerBlock, long Stored, double StartSeconds, double ReadingsPerSecond, double BlocksPerSecond,
    double ProcessorMicrosPerBlock, double QueryP50Ms, double QueryP99Ms, double EndToEndP99Ms, double PeakRssMiB, double StoreMiB);
