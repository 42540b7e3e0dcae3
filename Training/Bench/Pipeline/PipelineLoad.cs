using Maintenance.Simulator.Load;

namespace Maintenance.Training.Bench.Pipeline;

/// <summary>
/// The load of <c>bench pipeline</c>. The default is the design load in real time: 1,000 drills that each send a one-second block at 1 kHz
/// every second, 1,000,000 readings per second.
/// </summary>
/// <param name="Seconds">How long records are sent; the run then waits until all are stored.</param>
/// <param name="Assets">Drills.</param>
/// <param name="ReadingsPerBlock">Readings of each one-second block: the sample rate in Hz.</param>
public sealed record PipelineLoad(double Seconds, int Assets, int ReadingsPerBlock)
{
    public const int DefaultAssets = 1000;
    public const int DefaultReadingsPerBlock = 1000;

    /// <summary>Bytes of the log per partition that may wait for scoring: bounds memory and the age of the newest row.</summary>
    public const long MaxLagBytes = 8 << 20;

    /// <summary>Pages that the reader opens per second; a page runs four queries.</summary>
    public const int PagesPerSecond = 5;

    /// <summary>Time between readings, µs.</summary>
    public uint IntervalMicros => (uint)(1_000_000 / ReadingsPerBlock);

    /// <summary>Duration of the floor measurement.</summary>
    public TimeSpan FloorDuration => TimeSpan.FromSeconds(Math.Clamp(Seconds / 4, 0.5, 5));

    /// <summary>
    /// Event time of the first reading, Unix µs UTC: those of a live source must not lie in the future, even when the run is faster than
    /// real time.
    /// </summary>
    public static long StartOf(TimeProvider clock) => (clock.GetUtcNow().ToUnixTimeSeconds() - (24 * 3600)) * 1_000_000;

    /// <summary>What makes the records.</summary>
    /// <param name="startUnixMicros">As <see cref="StartOf"/> gives it.</param>
    public LoadGenerator Generator(long startUnixMicros) => new(new LoadGeneratorOptions
    {
        Assets = Assets,
        ReadingsPerRecord = ReadingsPerBlock,
        IntervalMicros = IntervalMicros,
        StartUnixMicros = startUnixMicros,
        Epoch = startUnixMicros,
    });

    /// <summary>Everything needed to compare runs.</summary>
    public override string ToString() =>
        $"{Assets} drills x blocks of 1 s at {ReadingsPerBlock} Hz, {LoadGenerator.ChannelCount} channels, codec V1, as "
            + "fast as the store takes them for "
        + $"{Seconds} s; lag <= {MaxLagBytes >> 20} MiB per partition; a reader opens {PagesPerSecond} drill pages per second "
        + "(4 queries each)";
}
