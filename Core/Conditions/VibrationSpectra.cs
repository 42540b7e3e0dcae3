namespace Maintenance.Core.Conditions;

/// <summary>Spectrum and envelope spectrum of one waveform.</summary>
/// <param name="Acceleration">Amplitude (peak) of the acceleration, m/s².</param>
/// <param name="Envelope">
/// Depth of the modulation of the squared envelope, 0–1; null when the waveform is too short to be demodulated.
/// </param>
/// <param name="EnvelopeFromHz">Lower edge of the band that was demodulated, Hz; NaN without one.</param>
/// <param name="EnvelopeToHz">Its upper edge.</param>
/// <param name="Lines">Lines of the machine as far as speed, bearing and gear are known; ascending in each of the spectra.</param>
public sealed record VibrationSpectra(
    SpectrumCurve Acceleration, SpectrumCurve? Envelope, double EnvelopeFromHz, double EnvelopeToHz, IReadOnlyList<SpectrumLine> Lines);
