using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Maintenance.Scoring.DataManipulation;

/// <summary>
/// One-sided power spectrum of a block: mean removed, Hann window over all samples, zeros up to the next power of two. No sample is left
/// out, and the width of a line is that of the block, not of a part of it. One instance per worker; steady state allocates nothing.
/// </summary>
/// <param name="transform">The worker's own.</param>
internal sealed class Spectrum(FourierTransform transform)
{
    /// <summary>Fewest samples for a spectrum.</summary>
    public const int MinSamples = 64;

    /// <summary>Half the width of a line, in units of <see cref="ResolutionHz"/>: the main lobe of the Hann window.</summary>
    public const double LineHalfWidth = 2;

    private readonly HannWindows _windows = new();
    private float[] _windowed = [];
    private float[] _re = [];
    private float[] _im = [];
    private float[] _power = [];
    private float[] _inverseSquares = [];
    private int _bins;

    /// <summary>Distance of bins, Hz.</summary>
    public double BinHz { get; private set; }

    /// <summary>Resolution, Hz: one over the block's duration; at least half of it lies between bins.</summary>
    public double ResolutionHz { get; private set; }

    /// <summary>Nyquist frequency, Hz.</summary>
    public double NyquistHz => BinHz * (_bins - 1);

    /// <summary>Mean square of the samples in each bin, in their unit squared: bins add up to the variance (Parseval).</summary>
    public ReadOnlySpan<float> Power => _power.AsSpan(0, _bins);

    /// <summary>Computes the spectrum.</summary>
    /// <param name="samples">Finite values, <see cref="MinSamples"/> to <see cref="FourierTransform.MaxSize"/> of them.</param>
    /// <param name="sampleRateHz">Samples per second.</param>
    public void Compute(ReadOnlySpan<float> samples, double sampleRateHz)
    {
        var n = FourierTransform.SizeFor(samples.Length);
        if (_power.Length < n / 2 + 1) Reserve(n);
        var windowed = _windowed.AsSpan(0, samples.Length);
        ApplyWindow(samples, _windows.Of(samples.Length), windowed);
        transform.Forward(windowed, _re, _im);
        (_bins, BinHz, ResolutionHz) = (n / 2 + 1, sampleRateHz / n, sampleRateHz / samples.Length);
        // Twice for the negative frequencies, over the window's power and the size.
        var scale = Vector256.Create((float)(2 / (0.375 * samples.Length * n)));
        var re = MemoryMarshal.Cast<float, Vector256<float>>(_re);
        var im = MemoryMarshal.Cast<float, Vector256<float>>(_im);
        var power = MemoryMarshal.Cast<float, Vector256<float>>(_power.AsSpan());
        var used = (_bins + Vector256<float>.Count - 1) / Vector256<float>.Count;
        for (var k = 0; k < used; k++) power[k] = Vector256.FusedMultiplyAdd(re[k], re[k], im[k] * im[k]) * scale;
        _power[0] /= 2;
        _power[_bins - 1] /= 2;
    }

    /// <summary>
    /// RMS of the band [fromHz, toHz), in the unit of the samples; NaN when the lower limit is at or above the Nyquist frequency.
    /// </summary>
    public float BandRms(double fromHz, double toHz) =>
        fromHz >= NyquistHz ? float.NaN : (float)Math.Sqrt(LaneSums.Sum(Band(fromHz, toHz)));

    /// <summary>
    /// RMS of the octave band round a centre (IEC 61260-1, base ten: from f/10^0.15 to f·10^0.15); NaN where the band is cut by the Nyquist
    /// frequency or narrower than two resolutions.
    /// </summary>
    /// <param name="octave">Octaves from 1 kHz: −6 for 16 Hz, 3 for 8 kHz.</param>
    public float OctaveRms(int octave)
    {
        var (from, to) = (1000 * Math.Pow(10, 0.3 * octave - 0.15), 1000 * Math.Pow(10, 0.3 * octave + 0.15));
        return to > NyquistHz || to - from < 2 * ResolutionHz ? float.NaN : BandRms(from, to);
    }

    /// <summary>
    /// Velocity RMS in mm/s of an acceleration in m/s², 10–1000 Hz (ISO 20816-3), or up to the Nyquist frequency when that is lower; NaN
    /// when the block is shorter than one period of 10 Hz.
    /// </summary>
    public float VelocityRmsMmPerS()
    {
        if (NyquistHz <= 10 || ResolutionHz > 10) return float.NaN;
        var first = FirstBin(10);
        var band = Power[first..Math.Max(first, Math.Min(_bins, (int)Math.Floor(1000 / BinHz) + 1))];
        return (float)(1000 / (2 * Math.PI * BinHz) * Math.Sqrt(LaneSums.Dot(band, _inverseSquares.AsSpan(first))));
    }

    /// <summary>Mean square of a line: the power within the main lobe of the window round its frequency.</summary>
    public double LinePower(double hz)
    {
        var (width, total) = (LineHalfWidth * ResolutionHz, 0.0);
        foreach (var bin in Band(hz - width, hz + width)) total += bin;
        return total;
    }

    /// <summary>Frequency of the greatest bin in [fromHz, toHz]; the lower limit when there is none.</summary>
    public double PeakHz(double fromHz, double toHz)
    {
        var (best, power) = (-1, 0f);
        for (var k = FirstBin(fromHz); k < _bins && k * BinHz <= toHz; k++)
            if (_power[k] > power) (best, power) = (k, _power[k]);
        return best < 0 ? fromHz : best * BinHz;
    }

    /// <summary>
    /// Frequency of the strongest line in [fromHz, toHz], by the parabola through the logarithms of its three greatest bins, within a tenth
    /// of the resolution; NaN when power only rises or falls there.
    /// </summary>
    public double LineHz(double fromHz, double toHz)
    {
        var k = (int)Math.Round(PeakHz(fromHz, toHz) / BinHz);
        if (k < 1 || k + 1 >= _bins || !(_power[k] > _power[k - 1] && _power[k] >= _power[k + 1] && _power[k - 1] > 0 && _power[k + 1] > 0))
            return double.NaN;
        var (before, at, after) = (Math.Log(_power[k - 1]), Math.Log(_power[k]), Math.Log(_power[k + 1]));
        return (k + (before - after) / (2 * (before - 2 * at + after))) * BinHz;
    }

    /// <summary>Bins whose frequency is in [fromHz, toHz), without the mean.</summary>
    public ReadOnlySpan<float> Band(double fromHz, double toHz)
    {
        var first = Math.Min(FirstBin(fromHz), _bins);
        return Power[first..Math.Max(first, (int)Math.Min(_bins, Math.Ceiling(toHz / BinHz)))];
    }

    /// <summary>First bin at or above a frequency; the mean is none.</summary>
    public int FirstBin(double hz) => Math.Max(1, (int)Math.Ceiling(hz / BinHz));

    private void Reserve(int n)
    {
        var bins = (n / 2 + Vector256<float>.Count) & -Vector256<float>.Count;
        (_windowed, _re, _im, _power, _inverseSquares) = (new float[n], new float[bins], new float[bins], new float[bins], new float[bins]);
        for (var k = 1; k < bins; k++) _inverseSquares[k] = (float)(1.0 / ((double)k * k));
    }

    private static void ApplyWindow(ReadOnlySpan<float> samples, ReadOnlySpan<float> window, Span<float> to)
    {
        var mean = (float)(LaneSums.Sum(samples) / samples.Length);
        var lanes = MemoryMarshal.Cast<float, Vector256<float>>(samples);
        var windows = MemoryMarshal.Cast<float, Vector256<float>>(window)[..lanes.Length];
        var windowed = MemoryMarshal.Cast<float, Vector256<float>>(to);
        var means = Vector256.Create(mean);
        for (var i = 0; i < lanes.Length; i++) windowed[i] = (lanes[i] - means) * windows[i];
        for (var i = lanes.Length * Vector256<float>.Count; i < samples.Length; i++) to[i] = (samples[i] - mean) * window[i];
    }
}
