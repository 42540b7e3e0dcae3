namespace Maintenance.Queries;

/// <summary>A waveform as stored.</summary>
/// <param name="EventTimeUnixMicros">Time of its first sample, Unix µs.</param>
/// <param name="Location">Measurement location.</param>
/// <param name="SampleRateHz">Samples per second.</param>
/// <param name="Samples">Acceleration, m/s².</param>
/// <param name="RotarySpeedRpm">Mean speed of the string in the waveform's block, rev/min; null when it was not measured.</param>
public sealed record StoredWaveform(
    long EventTimeUnixMicros, string Location, float SampleRateHz, float[] Samples, double? RotarySpeedRpm);
