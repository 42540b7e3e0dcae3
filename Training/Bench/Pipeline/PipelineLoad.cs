namespace Maintenance.Training.Bench.Pipeline;

/// <summary>
/// What <c>bench pipeline</c> sends. The default is a fleet in real time at the budget: 1,000 drills, each a block of one second at 1 kHz a
/// second, make 1,000,000 readings a second.
/// </summary>
/// <param name="Seconds">How long records are sent; what is on its way then is waited for.</param>
/// <param name="Assets">Drills.</param>
/// <param name="ReadingsPerBlock">Readings of each one-second block: the sample rate in Hz.</param>
public sealed record PipelineLoad(double Seconds, int Assets, int ReadingsPerBlock)
{
    public const int DefaultAssets = 1000;
    public const int DefaultReadingsPerBlock = 1000;

    /// <summary>Bytes of the log that may wait for scoring, a partition: bounds what is in memory and how old the newest row is.</summary>
    public const long MaxLagBytes = 8 << 20;

    /// <summary>Pages opened each second by the reader; a page asks four questions.</summary>
    public const int PagesPerSecond = 5;

    /// <summary>Time between readings.</summary>
    public uint IntervalMicros => (uint)(1_000_000 / ReadingsPerBlock);

    /// <summary>How long the floor is measured.</summary>
    public TimeSpan FloorDuration => TimeSpan.FromSeconds(Math.Clamp(Seconds / 4, 0.5, 5));

    /// <summary>Everything somebody needs to compare runs.</summary>
    public override string ToString() =>
        $"{Assets} drills x blocks of 1 s at {ReadingsPerBlock} Hz, {Simulator.Load.LoadGenerator.ChannelCount} channels, codec V1, as "
            + "fast as the store takes them for "
        + $"{Seconds} s; lag <= {MaxLagBytes >> 20} MiB a partition; a reader opens {PagesPerSecond} drill pages a second (4 queries each)";
}
