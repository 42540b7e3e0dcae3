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

    // What a measured speed may be off by, and what matters of it, in resolutions.
    private const double SpeedTolerance = 0.01, MinMiss = 0.25;

    // What a line has of the power within a fifth of the shaft's speed, where noise alone has two fifths or less.
    private const double MinShare = 0.75;

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

    /// <summary>Fills what belongs to the string and to the monitored shaft.</summary>
    /// <param name="signal">The signal last given to <see cref="VelocityRms"/>, or sampled anew at equal angles.</param>
    /// <param name="isResampled">True in the second case.</param>
    /// <param name="stringHz">Speed of the string, Hz.</param>
    /// <param name="location">What is known of the machine; null when nothing is.</param>
    /// <param name="d">The descriptors.</param>
    public void FillLines(in VibrationSignal signal, bool isResampled, double stringHz, MeasurementLocation? location, Span<float> d)
    {
        if (isResampled) _spectrum.Compute(signal.Samples, signal.SampleRateHz);
        ShaftLines.Fit(signal.Samples, signal.SampleRateHz, Seen(stringHz), d.Slice(BandShaft1X, 2));
        if (location is null) return;
        var measured = stringHz * location.TurnsPerStringTurn;
        var shaftHz = Seen(measured);
        ShaftLines.Fit(signal.Samples, signal.SampleRateHz, shaftHz, d.Slice(ShaftOrder1, ShaftLines.MaxOrders));
        GearMesh.Fill(_spectrum, shaftHz, location, d);
        var error = MeshSpeed.ErrorOf(_spectrum, measured, location.GearTeeth);
        d[SpeedError] = float.IsNaN(error) ? _comb.ErrorOf(_spectrum, measured) : error;
    }

    // Over many turns a speed that is off by one per cent misses its lines: then it is that of the strongest line beside the first orders.
    private double Seen(double shaftHz)
    {
        if (SpeedTolerance * shaftHz < MinMiss * _spectrum.ResolutionHz) return shaftHz;
        var (seen, power) = (shaftHz, 0.0);
        for (var k = 1; k <= ShaftLines.MaxOrders; k++)
        {
            var hz = _spectrum.LineHz(k * shaftHz * (1 - SpeedTolerance), k * shaftHz * (1 + SpeedTolerance));
            if (double.IsNaN(hz)) continue;
            var (line, around) = (_spectrum.LinePower(hz), LaneSums.Sum(_spectrum.Band((k - 0.2) * shaftHz, (k + 0.2) * shaftHz)));
            if (line > power && line > MinShare * around) (seen, power) = (hz / k, line);
        }
        return seen;
    }
}
