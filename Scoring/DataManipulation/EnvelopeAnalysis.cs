using Maintenance.Core.Assets;
using static Maintenance.Scoring.DataManipulation.EnvelopeIndex;

namespace Maintenance.Scoring.DataManipulation;

/// <summary>
/// Envelope analysis of a waveform: impacts of a damaged bearing excite resonances at the defect's frequency, which the spectrum of the
/// squared envelope shows and the spectrum of the vibration does not. Tones are taken out first; then the whole band and its octaves from
/// the top are demodulated, and for each defect the band is taken in which its comb stands out most. One instance per worker; steady state
/// allocates nothing. Deterministic.
/// </summary>
internal sealed class EnvelopeAnalysis
{
    /// <summary>Fewest samples for an envelope spectrum.</summary>
    public const int MinSamples = 256;

    /// <summary>
    /// Longest piece of a waveform that is analysed at once, in turns of the shaft: over more, slip smears the lines. Longer waveforms are
    /// cut into equal pieces, whose envelope spectra are averaged.
    /// </summary>
    public const double MaxTurns = 150;

    private const int MaxPiece = 1 << 17;
    private const int MaxBands = 8;

    // Neighbours, on either side, that make up the floor of the vibration spectrum, and what a bin may have over it: noise exceeds 5.5
    // times its mean in one bin of 250.
    private const int ToneHalfWidth = 16;
    private const float ToneLimit = 5.5f;

    // A band must hold the defect's line and some harmonics and side bands; without a bearing, what is usual for machines.
    private const double BandOverOrder = 5;
    private const double UnknownOrder = 10;
    private const double UnknownBandHz = 500;

    private readonly FourierTransform _fourier = new();
    private readonly EnvelopeBand[] _bands = [.. Enumerable.Range(0, MaxBands).Select(_ => new EnvelopeBand())];
    private float[] _samples = [], _re = [], _im = [], _power = [], _floor = [];
    private int _count;

    /// <summary>
    /// The band of the last waveform in which the clearest comb of a defect was found, else the most impulsive one; null when it was not
    /// demodulated.
    /// </summary>
    public EnvelopeBand? Leading { get; private set; }

    /// <summary>Distance of bins of the envelope spectrum, Hz.</summary>
    public double BinHz { get; private set; }

    /// <summary>Its resolution, Hz: one over the length of a piece.</summary>
    public double ResolutionHz { get; private set; }

    /// <summary>Computes the descriptors of the envelope and of the bearing; those that cannot be told are left as they are.</summary>
    /// <param name="samples">Acceleration, equidistant.</param>
    /// <param name="sampleRateHz">Samples per second.</param>
    /// <param name="shaftHz">Turns per second of the monitored shaft; NaN when unknown: then no defect can be named.</param>
    /// <param name="bearing">Geometry; null when unknown.</param>
    /// <param name="descriptors">A descriptor vector, filled with NaN.</param>
    public void Compute(ReadOnlySpan<float> samples, double sampleRateHz, double shaftHz, BearingGeometry? bearing,
        Span<float> descriptors)
    {
        Leading = null;
        if (samples.Length < MinSamples || !(sampleRateHz > 0)) return;
        var turning = shaftHz > 0 && shaftHz < sampleRateHz / 2;
        var longest = turning ? Math.Min(MaxPiece, MaxTurns * sampleRateHz / shaftHz) : MaxPiece;
        if (longest < MinSamples) return;
        var pieces = (int)Math.Ceiling(samples.Length / longest);
        var length = samples.Length / pieces;
        if (length < MinSamples) return;
        var binHz = sampleRateHz / FourierTransform.SizeFor(length);
        (BinHz, ResolutionHz) = (binHz, sampleRateHz / length);
        var highest = bearing is null ? UnknownOrder : Math.Max(bearing.InnerRaceOrder, 2 * bearing.ElementSpinOrder);
        Divide(sampleRateHz, turning ? BandOverOrder * highest * shaftHz : UnknownBandHz);
        // The floor reaches a turn beyond the last harmonic.
        var wantedHz = turning ? (BearingLines.Harmonics * highest * (1 + BearingLines.Tolerance) + 1) * shaftHz : UnknownBandHz;
        for (var piece = 0; piece < pieces; piece++)
            if (!Add(samples.Slice(piece * length, length), (int)Math.Min(Math.Ceiling(wantedHz / binHz) + 2, MaxPiece), binHz)) return;
        var halfWidth = turning ? Math.Max(8, (int)(shaftHz / binHz)) : 2 * ToneHalfWidth;
        for (var i = 0; i < _count; i++) _bands[i].Finish(halfWidth);
        Describe(binHz, descriptors);
        if (turning && bearing is not null) Defects(bearing, shaftHz / binHz, length * shaftHz / sampleRateHz, descriptors);
    }

    // The whole band, then the octaves below the Nyquist frequency that are wide enough.
    private void Divide(double sampleRateHz, double narrowestHz)
    {
        var nyquist = sampleRateHz / 2;
        _bands[0].Start(0, nyquist);
        _count = 1;
        for (var width = nyquist / 2; width >= narrowestHz && _count < MaxBands; width /= 2)
            _bands[_count++].Start(width, 2 * width);
    }

    private bool Add(ReadOnlySpan<float> samples, int bins, double binHz)
    {
        var size = FourierTransform.SizeFor(samples.Length);
        var half = size / 2;
        if (_samples.Length < samples.Length) _samples = new float[samples.Length];
        if (_re.Length <= half)
            (_re, _im, _power, _floor) = (new float[half + 1], new float[half + 1], new float[half + 1], new float[half + 1]);
        var sum = 0.0;
        foreach (var sample in samples) sum += sample;
        if (!double.IsFinite(sum)) return false;
        var mean = (float)(sum / samples.Length);
        for (var i = 0; i < samples.Length; i++) _samples[i] = samples[i] - mean;
        _fourier.Forward(_samples.AsSpan(0, samples.Length), _re, _im);
        var re = _re.AsSpan(0, half);
        var im = _im.AsSpan(0, half);
        (re[0], im[0]) = (0, 0);
        EnvelopeFloor.Clip(re, im, _power, _floor, ToneHalfWidth, ToneLimit);
        for (var i = 0; i < _count; i++)
        {
            var from = (int)Math.Round(_bands[i].FromHz / binHz);
            var to = (int)Math.Round(_bands[i].ToHz / binHz);
            _bands[i].Add(re[from..to], im[from..to], samples.Length, size, bins, _fourier);
        }
        return true;
    }

    private void Describe(double binHz, Span<float> d)
    {
        var band = _bands[0];
        for (var i = 1; i < _count; i++)
            if (_bands[i].Significance > band.Significance) band = _bands[i];
        (d[EnvelopeCentreHz], d[EnvelopeWidthHz]) = ((float)((band.FromHz + band.ToHz) / 2), (float)(band.ToHz - band.FromHz));
        if (!(band.Rms > 0)) return;
        Leading = band;
        (d[EnvelopeKurtosis], d[EnvelopeRms]) = (band.SpectralKurtosis, band.Rms);
        var spectrum = band.OverFloor;
        var line = 0;
        for (var i = (int)BearingLines.MinPeriods; i < spectrum.Length; i++)
            if (spectrum[i] > spectrum[line] || line == 0) line = i;
        if (line == 0) return;
        (d[EnvelopeLineHz], d[EnvelopeLineProminence]) = ((float)(line * binHz), MathF.Sqrt(spectrum[line]));
    }

    private void Defects(BearingGeometry bearing, double binsPerOrder, double turns, Span<float> d)
    {
        var outer = Best(bearing.OuterRaceOrder, binsPerOrder, turns);
        var inner = Best(bearing.InnerRaceOrder, binsPerOrder, turns);
        var element = Best(2 * bearing.ElementSpinOrder, binsPerOrder, turns);
        var cage = Best(bearing.CageOrder, binsPerOrder, turns);
        (d[BpfoAmplitude], d[BpfoProminence]) = (outer.Amplitude(binsPerOrder), outer.Lines.Prominence);
        (d[BpfiAmplitude], d[BpfiProminence]) = (inner.Amplitude(binsPerOrder), inner.Lines.Prominence);
        (d[BsfAmplitude], d[BsfProminence]) = (element.Amplitude(binsPerOrder), element.Lines.Prominence);
        (d[FtfAmplitude], d[FtfProminence]) = (cage.Amplitude(binsPerOrder), cage.Lines.Prominence);
        var clearest = outer;
        foreach (var comb in (ReadOnlySpan<Comb>)[inner, element, cage])
            if (comb.Lines.Evidence > clearest.Lines.Evidence || float.IsNaN(clearest.Lines.Evidence)) clearest = comb;
        if (clearest.Lines.Evidence > 0) Leading = clearest.Band;
        d[BpfiSidebands] = inner.Sidebands(binsPerOrder, 1);
        d[BsfSidebands] = element.Sidebands(binsPerOrder, bearing.CageOrder * (1 + element.Lines.Slip));
    }

    private Comb Best(double order, double binsPerOrder, double turns)
    {
        var best = new Comb(_bands[0], order, BearingLines.Unknown);
        for (var i = 0; i < _count; i++)
        {
            if (!(_bands[i].Rms > 0)) continue;
            var lines = BearingLines.Find(_bands[i].OverFloor, binsPerOrder, turns, order);
            if (!float.IsNaN(lines.Evidence) && !(lines.Evidence <= best.Lines.Evidence)) best = new Comb(_bands[i], order, lines);
        }
        return best;
    }

    // A defect's comb in the band where it stands out most.
    private readonly record struct Comb(EnvelopeBand Band, double Order, BearingLines Lines)
    {
        // A line of twice its floor's amplitude.
        private const float Seen = 4;

        /// <summary>RMS of the band times the depth of its modulation by the harmonics, root sum square.</summary>
        public float Amplitude(double binsPerOrder)
        {
            if (float.IsNaN(Lines.Evidence)) return float.NaN;
            var squares = 0f;
            for (var h = 1; h <= BearingLines.Harmonics; h++)
            {
                var depth = Band.DepthAt(h * Bin(binsPerOrder));
                squares += depth * depth;
            }
            return Band.Rms * MathF.Sqrt(squares);
        }

        /// <summary>Mean amplitude of the side bands of the first line over the line's; NaN when there is no line.</summary>
        public float Sidebands(double binsPerOrder, double spacing)
        {
            if (float.IsNaN(Lines.Evidence) || BearingLines.PeakAt(Band.OverFloor, Bin(binsPerOrder)) < Seen) return float.NaN;
            var (line, space) = (Bin(binsPerOrder), spacing * binsPerOrder);
            return (Band.DepthAt(line - space) + Band.DepthAt(line + space)) / (2 * Band.DepthAt(line));
        }

        private double Bin(double binsPerOrder) => Order * (1 + Lines.Slip) * binsPerOrder;
    }
}
