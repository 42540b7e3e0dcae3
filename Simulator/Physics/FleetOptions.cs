namespace Maintenance.Simulator.Physics;

/// <summary>Options of a simulated fleet. The same options produce the same bytes.</summary>
public sealed class FleetOptions
{
    /// <summary>Default number of drills.</summary>
    public const int DefaultAssets = 40;

    /// <summary>Default fraction of drills that get a fault.</summary>
    public const double DefaultFaultFraction = 0.3;

    /// <summary>Seed of everything.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Number of drills, 1…100,000; default 40, spread over five regions of the world.</summary>
    public int Assets { get; init; } = DefaultAssets;

    /// <summary>Readings per drill per second, a divisor of 1,000,000 in 1…1,000; default 10. A block is one second.</summary>
    public int ReadingsPerSecond { get; init; } = 10;

    /// <summary>Seconds between a drill's waveforms; 0 = none (fast training data). Default 5.</summary>
    public int WaveformEverySeconds { get; init; } = 5;

    /// <summary>Sample rate of the waveform, Hz; default 5,120.</summary>
    public int WaveformSampleRateHz { get; init; } = 5_120;

    /// <summary>Samples of one waveform; default 4,096 (0.8 s).</summary>
    public int WaveformSamples { get; init; } = 4_096;

    /// <summary>How soon and how fast faults develop; default <see cref="FaultPreset.Demo"/>.</summary>
    public FaultPreset Faults { get; init; } = FaultPreset.Demo;

    /// <summary>Fraction of drills that get a fault, 0…1; default 0.3.</summary>
    public double FaultFraction { get; init; } = DefaultFaultFraction;

    /// <summary>Origin of the fault plan and of sequences, Unix µs UTC, a whole second.</summary>
    public long StartUnixMicros { get; init; }

    /// <summary>Whether sensors drop out, drift and spike; default true. False gives clean physics.</summary>
    public bool SensorDefects { get; init; } = true;

    /// <summary>Lasting faults of single sensors, beside the <see cref="SensorDefects"/> that every rig has.</summary>
    public IReadOnlyList<SensorFault> SensorFaults { get; init; } = [];

    /// <summary>Dips of the mains.</summary>
    public IReadOnlyList<PowerDip> PowerDips { get; init; } = [];
}
