namespace Maintenance.Core.Conditions;

/// <summary>Where a line of the machine must lie in a spectrum, and what is there.</summary>
/// <param name="Kind">What it belongs to.</param>
/// <param name="Harmonic">1, 2, …</param>
/// <param name="Sideband">0, or the number of the side band: negative below the line.</param>
/// <param name="FrequencyHz">Kinematic frequency, Hz.</param>
/// <param name="IsOfEnvelope">True in the envelope spectrum, false in that of the acceleration.</param>
/// <param name="FoundHz">Where the greatest amplitude near it is, Hz.</param>
/// <param name="Amplitude">Amplitude there: m/s², or the depth of the envelope's modulation (0–1).</param>
/// <param name="OverFloor">The same over that of the noise beside it.</param>
public sealed record SpectrumLine(
    SpectrumLineKind Kind, int Harmonic, int Sideband, double FrequencyHz, bool IsOfEnvelope, double FoundHz, double Amplitude,
    double OverFloor);
