using Maintenance.Core.Assets;
using Maintenance.Core.Conditions;

namespace Maintenance.Core.Ports;

/// <summary>Spectra of a waveform for people to look at, by the code that computes descriptors. Any thread.</summary>
public interface IVibrationAnalysis
{
    /// <summary>Computes spectrum and envelope spectrum.</summary>
    /// <param name="samples">Acceleration, m/s², equidistant; not modified, not retained.</param>
    /// <param name="sampleRateHz">Samples per second.</param>
    /// <param name="shaftHz">Turns per second of the monitored shaft; NaN when unknown: then no line can be named.</param>
    /// <param name="location">What is known of the machine; null when nothing is.</param>
    /// <returns>Null when there are too few samples for a spectrum, or one of them is not a number.</returns>
    VibrationSpectra? Analyse(ReadOnlySpan<float> samples, double sampleRateHz, double shaftHz, MeasurementLocation? location);
}
