using Maintenance.Core.Assets;
using Maintenance.Core.Conditions;
using Maintenance.Core.Ports;

namespace Maintenance.Scoring.DataManipulation;

/// <summary>
/// Spectra for people, from the parts that compute descriptors. It allocates what it needs for each waveform: it is asked by a person now
/// and then. A speed that varies within the waveform is not followed.
/// </summary>
internal sealed class VibrationAnalysis : IVibrationAnalysis
{
    /// <summary>Points of a curve at most: more than a screen has pixels.</summary>
    public const int MaxPoints = 2_000;

    private const int Harmonics = 3;
    private const int Sidebands = 2;

    // A measured speed is taken to be right within this (GearMesh, MeshSpeed).
    private const double SpeedTolerance = 0.01;

    /// <inheritdoc/>
    public VibrationSpectra? Analyse(ReadOnlySpan<float> samples, double sampleRateHz, double shaftHz, MeasurementLocation? location)
    {
        samples = samples[..Math.Min(samples.Length, FourierTransform.MaxSize)];
        if (samples.Length < Spectrum.MinSamples || !(sampleRateHz > 0)) return null;
        foreach (var sample in samples)
            if (!float.IsFinite(sample)) return null;
        var spectrum = new Spectrum(new FourierTransform());
        spectrum.Compute(samples, sampleRateHz);
        var envelope = new EnvelopeAnalysis();
        envelope.Compute(samples, sampleRateHz, shaftHz, location?.Bearing, new float[Descriptors.Count]);
        var lines = new List<SpectrumLine>();
        if (shaftHz > 0) AddLines(spectrum, shaftHz, location?.GearTeeth ?? 0, lines);
        if (shaftHz > 0 && envelope.Leading is { } band) AddLines(band, envelope.BinHz, shaftHz, location?.Bearing, lines);
        return new VibrationSpectra(
            CurveOf(spectrum), envelope.Leading is { } leading ? CurveOf(leading, envelope.BinHz, envelope.ResolutionHz) : null,
            envelope.Leading?.FromHz ?? double.NaN, envelope.Leading?.ToHz ?? double.NaN,
            [.. lines.OrderBy(l => l.IsOfEnvelope).ThenBy(l => l.FrequencyHz)]);
    }

    // A line's amplitude is that of its greatest bin: power there is A²·S/3n for S samples under a Hann window and n points.
    private static SpectrumCurve CurveOf(Spectrum spectrum)
    {
        var power = spectrum.Power.ToArray();
        var scale = 3 * spectrum.ResolutionHz / spectrum.BinHz;
        return Curve(spectrum.ResolutionHz, spectrum.BinHz, power.Length, k => Math.Sqrt(scale * power[k]));
    }

    private static SpectrumCurve CurveOf(EnvelopeBand band, double binHz, double resolutionHz) =>
        Curve(resolutionHz, binHz, band.OverFloor.Length, k => k < 2 ? 0 : band.DepthOf(k)); // below two bins is the mean

    private static SpectrumCurve Curve(double resolutionHz, double binHz, int bins, Func<int, double> amplitudeOf)
    {
        var width = Math.Max(1, (bins + MaxPoints - 1) / MaxPoints);
        var (frequencies, amplitudes) = (new List<double>(), new List<double>());
        for (var first = 0; first < bins; first += width)
        {
            var (best, greatest) = (first, double.NegativeInfinity);
            for (var k = first; k < Math.Min(bins, first + width); k++)
                if (amplitudeOf(k) is var a && a > greatest) (best, greatest) = (k, a);
            frequencies.Add(best * binHz);
            amplitudes.Add(greatest);
        }
        return new SpectrumCurve(resolutionHz, frequencies, amplitudes);
    }

    private static void AddLines(Spectrum spectrum, double shaftHz, int teeth, List<SpectrumLine> lines)
    {
        for (var h = 1; h <= Harmonics; h++) Add(SpectrumLineKind.Shaft, h, 0, h * shaftHz);
        if (teeth == 0) return;
        for (var side = -Sidebands; side <= Sidebands; side++) Add(SpectrumLineKind.GearMesh, 1, side, (teeth + side) * shaftHz);
        Add(SpectrumLineKind.GearMesh, 2, 0, 2 * teeth * shaftHz);

        void Add(SpectrumLineKind kind, int harmonic, int sideband, double hz)
        {
            var reach = Math.Max(1.5 * spectrum.ResolutionHz, Math.Min(SpeedTolerance * hz, 0.4 * shaftHz));
            if (hz <= 0 || hz + shaftHz / 2 > spectrum.NyquistHz) return;
            var at = spectrum.PeakHz(hz - reach, hz + reach);
            var (power, floor) = (spectrum.LinePower(at),
                (spectrum.LinePower(hz - shaftHz / 2) + spectrum.LinePower(hz + shaftHz / 2)) / 2);
            lines.Add(new SpectrumLine(kind, harmonic, sideband, hz, IsOfEnvelope: false, at, Math.Sqrt(2 * power),
                floor > 0 ? Math.Sqrt(power / floor) : double.NaN));
        }
    }

    private static void AddLines(EnvelopeBand band, double binHz, double shaftHz, BearingGeometry? bearing, List<SpectrumLine> lines)
    {
        Add(SpectrumLineKind.Shaft, 1, 0, 1);
        if (bearing is null) return;
        for (var h = 1; h <= Harmonics; h++)
        {
            Add(SpectrumLineKind.OuterRace, h, 0, h * bearing.OuterRaceOrder);
            Add(SpectrumLineKind.InnerRace, h, 0, h * bearing.InnerRaceOrder);
            Add(SpectrumLineKind.Element, h, 0, h * 2 * bearing.ElementSpinOrder);
        }
        Add(SpectrumLineKind.Cage, 1, 0, bearing.CageOrder);
        foreach (var side in (int[])[-1, 1])
        {
            // A defect of the inner race passes the load once per turn of the shaft, one of an element once per turn of the cage.
            Add(SpectrumLineKind.InnerRace, 1, side, bearing.InnerRaceOrder + side);
            Add(SpectrumLineKind.Element, 1, side, (2 * bearing.ElementSpinOrder) + (side * bearing.CageOrder));
        }

        void Add(SpectrumLineKind kind, int harmonic, int sideband, double order)
        {
            var (bin, reach) = (order * shaftHz / binHz, Math.Max(1, BearingLines.Tolerance * order * shaftHz / binHz));
            if (bin + reach + 2 > band.OverFloor.Length || bin < 1) return;
            var best = (int)Math.Round(bin);
            for (var k = (int)Math.Max(1, Math.Round(bin - reach)); k <= Math.Round(bin + reach); k++)
                if (band.OverFloor[k] > band.OverFloor[best]) best = k;
            lines.Add(new SpectrumLine(kind, harmonic, sideband, order * shaftHz, IsOfEnvelope: true, best * binHz, band.DepthOf(best),
                Math.Sqrt(band.OverFloor[best])));
        }
    }
}
