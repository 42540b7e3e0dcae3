namespace Maintenance.Core.Conditions;

/// <summary>Amplitudes over frequency for display: of neighbouring bins the greatest, so that no line is lost.</summary>
/// <param name="ResolutionHz">Width of a line, Hz: one over the length of what was analysed.</param>
/// <param name="FrequencyHz">Frequencies, ascending, Hz.</param>
/// <param name="Amplitude">Amplitudes, as many as frequencies.</param>
public sealed record SpectrumCurve(double ResolutionHz, IReadOnlyList<double> FrequencyHz, IReadOnlyList<double> Amplitude);
