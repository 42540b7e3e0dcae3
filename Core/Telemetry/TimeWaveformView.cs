namespace Maintenance.Core.Telemetry;

/// <summary>A waveform inside a <see cref="TelemetryRecordView"/>; valid as long as the record's bytes are.</summary>
/// <param name="locationUtf8">Measurement location, ASCII.</param>
/// <param name="sampleRateHz">Samples per second, &gt; 0.</param>
/// <param name="startUnixMicros">Time of the first sample, Unix µs UTC.</param>
/// <param name="samples">Acceleration, m/s².</param>
public readonly ref struct TimeWaveformView(ReadOnlySpan<byte> locationUtf8, float sampleRateHz, long startUnixMicros,
    ReadOnlySpan<float> samples)
{
    /// <summary>Measurement location, ASCII.</summary>
    public ReadOnlySpan<byte> LocationUtf8 { get; } = locationUtf8;

    /// <summary>Samples per second, &gt; 0.</summary>
    public float SampleRateHz { get; } = sampleRateHz;

    /// <summary>Time of the first sample, Unix µs UTC.</summary>
    public long StartUnixMicros { get; } = startUnixMicros;

    /// <summary>Acceleration, m/s².</summary>
    public ReadOnlySpan<float> Samples { get; } = samples;
}
