using Maintenance.Core.Assets;
using static Maintenance.Scoring.DataManipulation.DescriptorIndex;

namespace Maintenance.Scoring.DataManipulation;

/// <summary>
/// Descriptors of one vibration signal: bands, octaves, lines of the shaft and of gears, speed. One instance per worker; steady state
/// allocates nothing.
/// </summary>
internal sealed class VibrationDescriptors
{
    // 16 Hz to 8 kHz.
    private const int FirstOctave = -6, Octaves = 10;

    private readonly Spectrum _spectrum;
    private readonly SpeedComb _comb = new();

    public VibrationDescriptors()
    {
        Transform = new FourierTransform();
        _spectrum = new Spectrum(Transform);
    }

    /// <summary>The worker's transform.</summary>
    public FourierTransform Transform { get; }

    /// <summary>
    /// Velocity RMS, mm/s; NaN without a spectrum. The spectrum remains until the next call of any of the methods.
    /// </summary>
    public float VelocityRms(in VibrationSignal signal)
    {
        _spectrum.Compute(signal.Samples, signal.SampleRateHz);
        return _spectrum.VelocityRmsMmPerS();
    }

    /// <summary>Fills the bands and octaves of the signal last given to <see cref="VelocityRms"/>.</summary>
    public void FillBands(Span<float> d)
    {
        d[BandLow] = _spectrum.BandRms(10, 200);
        d[BandMid] = _spectrum.BandRms(200, 1000);
        d[BandHigh] = _spectrum.BandRms(1000, double.PositiveInfinity);
        for (var i = 0; i < Octaves; i++) d[Octave16 + i] = _spectrum.OctaveRms(FirstOctave + i);
    }

    /// <summary>Fills what belongs to the monitored shaft.</summary>
    /// <param name="signal">The signal last given to <see cref="VelocityRms"/>, or sampled anew at equal angles.</param>
    /// <param name="isResampled">True in the second case.</param>
    /// <param name="shaftHz">Speed of the monitored shaft, Hz.</param>
    /// <param name="location">What is known of the machine.</param>
    /// <param name="d">The descriptors.</param>
    public void FillShaft(in VibrationSignal signal, bool isResampled, double shaftHz, MeasurementLocation location, Span<float> d)
    {
        if (isResampled) _spectrum.Compute(signal.Samples, signal.SampleRateHz);
        ShaftLines.Fit(signal.Samples, signal.SampleRateHz, shaftHz, d.Slice(ShaftOrder1, ShaftLines.MaxOrders));
        GearMesh.Fill(_spectrum, shaftHz, location, d);
        d[SpeedError] = _comb.ErrorOf(_spectrum, shaftHz);
    }
}
