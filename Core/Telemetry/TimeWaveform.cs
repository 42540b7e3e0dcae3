namespace Maintenance.Core.Telemetry;

/// <summary>A high-rate time waveform (ISO 13374 data acquisition): acceleration at one measurement location.</summary>
/// <param name="Location">Measurement location, for example <c>top-drive-bearing</c>; 1–63 ASCII characters.</param>
/// <param name="SampleRateHz">Samples per second, &gt; 0.</param>
/// <param name="StartUnixMicros">Time of the first sample, Unix µs UTC.</param>
/// <param name="Samples">Acceleration in m/s², finite; 1…<see cref="TelemetryCodecV1.MaxWaveformSamples"/>. Not copied.</param>
public sealed record TimeWaveform(string Location, float SampleRateHz, long StartUnixMicros, float[] Samples);
