namespace Maintenance.Scoring.DataManipulation;

/// <summary>Equidistant finite samples of an acceleration, m/s².</summary>
internal readonly ref struct VibrationSignal(ReadOnlySpan<float> samples, double sampleRateHz, long startUnixMicros)
{
    /// <summary>m/s².</summary>
    public ReadOnlySpan<float> Samples { get; } = samples;

    /// <summary>Samples per second.</summary>
    public double SampleRateHz { get; } = sampleRateHz;

    /// <summary>Time of the first sample, Unix µs.</summary>
    public long StartUnixMicros { get; } = startUnixMicros;
}
