namespace Maintenance.Scoring.DataManipulation;

/// <summary>
/// One frequency band of a waveform: how impulsive it is, and the spectrum of its squared envelope. The analytic signal is the inverse
/// transform of the band's bins alone, which also samples it down to the band's width (Randall and Antoni, 2011, 4.2). Buffers are kept:
/// steady state allocates nothing.
/// </summary>
internal sealed class EnvelopeBand
{
    /// <summary>Modulation that is not told from none, as a share of the mean squared envelope: healthy bearings have as much.</summary>
    private const double LeastDepth = 0.03;

    private float[] _re = [], _im = [], _window = [], _power = [], _floor = [];
    private int _windowed, _bins, _segments;
    private double _windowSum, _windowSquares, _excess, _significance, _meanSquare;

    /// <summary>Lower edge, Hz.</summary>
    public double FromHz { get; private set; }

    /// <summary>Upper edge, Hz.</summary>
    public double ToHz { get; private set; }

    /// <summary>
    /// Spectral kurtosis: ⟨|a|⁴⟩/⟨|a|²⟩² − 2 of the analytic signal a; 0 for Gaussian noise, −1 for a tone, large for impacts (Antoni, The
    /// spectral kurtosis, 2006).
    /// </summary>
    public float SpectralKurtosis => (float)(_excess / _segments);

    /// <summary>The same in its own standard errors for Gaussian noise: comparable between bands of different width.</summary>
    public double Significance => _significance;

    /// <summary>RMS of the band, in the unit of the samples.</summary>
    public float Rms => (float)Math.Sqrt(_meanSquare / _segments);

    /// <summary>Power of the squared envelope over its floor, per bin.</summary>
    public ReadOnlySpan<float> OverFloor => _floor.AsSpan(0, _bins);

    /// <summary>Starts anew.</summary>
    public void Start(double fromHz, double toHz)
    {
        (FromHz, ToHz, _segments) = (fromHz, toHz, 0);
        (_excess, _significance, _meanSquare) = (0, 0, 0);
    }

    /// <summary>Adds a segment of the waveform; all are equally long.</summary>
    /// <param name="re">Bins of the band, real parts.</param>
    /// <param name="im">Imaginary parts.</param>
    /// <param name="samples">Samples of the segment.</param>
    /// <param name="transformed">Size of its transform: zeros follow the samples.</param>
    /// <param name="bins">Bins of the envelope spectrum that are wanted.</param>
    /// <param name="fourier">Transform.</param>
    public void Add(ReadOnlySpan<float> re, ReadOnlySpan<float> im, int samples, int transformed, int bins,
        FourierTransform fourier)
    {
        var size = re.Length;
        if (_re.Length < size + 1) (_re, _im) = (new float[size + 1], new float[size + 1]);
        re.CopyTo(_re);
        im.CopyTo(_im);
        fourier.Inverse(_re.AsSpan(0, size), _im.AsSpan(0, size));
        var n = (int)Math.Ceiling((double)size * samples / transformed);
        Window(n);
        var mean = Square(n, 2f * size / transformed);
        if (_segments++ == 0) Reserve(Math.Min(bins, size / 2 + 1));
        if (!(mean > 0)) return;
        _meanSquare += mean / 2;
        Modulation(n, (float)mean, fourier);
    }

    /// <summary>Divides the mean of the segments by its floor.</summary>
    /// <param name="halfWidth">Bins on either side that make up the floor.</param>
    public void Finish(int halfWidth)
    {
        var power = _power.AsSpan(0, _bins);
        foreach (ref var p in power) p /= _segments;
        var floor = _floor.AsSpan(0, _bins);
        EnvelopeFloor.Compute(power, floor, halfWidth, _segments);
        var least = (float)(LeastDepth * LeastDepth * _windowSum * _windowSum / (4 * _windowSquares));
        for (var i = 0; i < floor.Length; i++) floor[i] = power[i] / Math.Max(floor[i], least);
    }

    /// <summary>Depth of the modulation at a bin: amplitude over the mean of the squared envelope.</summary>
    public float DepthAt(double bin) => DepthOfPower(BearingLines.PeakAt(_power.AsSpan(0, _bins), bin));

    /// <summary>The same of one bin alone.</summary>
    public float DepthOf(int bin) => DepthOfPower(_power[bin]);

    private float DepthOfPower(float power) => (float)(2 * Math.Sqrt(power * _windowSquares) / _windowSum);

    private double Square(int n, float scale)
    {
        var (sum, squares) = (0.0, 0.0);
        for (var i = 0; i < n; i++)
        {
            var e = scale * scale * (_re[i] * _re[i] + _im[i] * _im[i]);
            _re[i] = e;
            sum += e;
            squares += (double)e * e;
        }
        var mean = sum / n;
        if (!(mean > 0)) return 0;
        var excess = squares / n / (mean * mean) - 2;
        _excess += excess;
        _significance += excess * Math.Sqrt(n) / 2;
        return mean;
    }

    private void Modulation(int n, float mean, FourierTransform fourier)
    {
        var modulation = _re.AsSpan(0, n);
        ReadOnlySpan<float> window = _window.AsSpan(0, n);
        for (var i = 0; i < n; i++) modulation[i] = (modulation[i] / mean - 1) * window[i];
        fourier.Forward(modulation, _re, _im);
        var scale = (float)(1 / _windowSquares);
        for (var k = 0; k < _bins; k++) _power[k] += (_re[k] * _re[k] + _im[k] * _im[k]) * scale;
    }

    private void Reserve(int bins)
    {
        if (_power.Length < bins) (_power, _floor) = (new float[bins], new float[bins]);
        _bins = bins;
        _power.AsSpan(0, bins).Clear();
    }

    // Hann.
    private void Window(int n)
    {
        if (_windowed == n) return;
        if (_window.Length < n) _window = new float[n];
        (_windowSum, _windowSquares) = (0, 0);
        for (var i = 0; i < n; i++)
        {
            var w = 0.5 - 0.5 * Math.Cos(2 * Math.PI * (i + 0.5) / n);
            _window[i] = (float)w;
            _windowSum += w;
            _windowSquares += w * w;
        }
        _windowed = n;
    }
}
