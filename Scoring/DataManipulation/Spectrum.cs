namespace Maintenance.Scoring.DataManipulation;

/// <summary>
/// Power spectrum of a block by a radix-2 FFT with a Hann window. One instance per worker: tables and buffers are cached per size, so
/// steady state allocates nothing. Deterministic: scalar arithmetic in a fixed order.
/// </summary>
internal sealed class Spectrum
{
    /// <summary>Fewest samples for a spectrum.</summary>
    public const int MinSamples = 64;

    private readonly Dictionary<int, Tables> _tables = [];
    private float[] _re = [];
    private float[] _im = [];
    private float[] _power = [];
    private int _bins;

    /// <summary>Width of a bin, Hz.</summary>
    public double BinHz { get; private set; }

    /// <summary>Nyquist frequency, Hz.</summary>
    public double NyquistHz => BinHz * (_bins - 1);

    /// <summary>Computes the spectrum of the longest power-of-two prefix of the samples, mean removed.</summary>
    /// <param name="samples">At least <see cref="MinSamples"/> finite values.</param>
    /// <param name="sampleRateHz">Samples per second.</param>
    public void Compute(ReadOnlySpan<float> samples, double sampleRateHz)
    {
        var n = 1 << (31 - System.Numerics.BitOperations.LeadingZeroCount((uint)samples.Length));
        var tables = TablesOf(n);
        if (_re.Length < n) (_re, _im, _power) = (new float[n], new float[n], new float[n / 2 + 1]);
        var mean = 0f;
        for (var i = 0; i < n; i++) mean += samples[i];
        mean /= n;
        for (var i = 0; i < n; i++)
        {
            var to = tables.Reversed[i];
            _re[to] = (samples[i] - mean) * tables.Window[i];
            _im[to] = 0;
        }
        Transform(n, tables);
        _bins = n / 2 + 1;
        BinHz = sampleRateHz / n;
        // One-sided mean square per bin, normalised by the window's power, so that a sum over bins is a mean square (Parseval).
        for (var k = 0; k < _bins; k++)
        {
            var square = _re[k] * _re[k] + _im[k] * _im[k];
            _power[k] = square * tables.Scale * (k == 0 || k == n / 2 ? 1 : 2);
        }
    }

    /// <summary>RMS of the band [fromHz, toHz); NaN when the lower limit is at or above the Nyquist frequency.</summary>
    public float BandRms(double fromHz, double toHz)
    {
        if (fromHz >= NyquistHz) return float.NaN;
        var sum = 0.0;
        for (var k = FirstBin(fromHz); k < _bins && k * BinHz < toHz; k++) sum += _power[k];
        return (float)Math.Sqrt(sum);
    }

    /// <summary>Velocity RMS in mm/s of an acceleration spectrum in m/s², between two frequencies (ISO 20816-3: 10–1000 Hz).</summary>
    public float VelocityRmsMmPerS(double fromHz, double toHz)
    {
        if (fromHz >= NyquistHz) return float.NaN;
        var sum = 0.0;
        for (var k = FirstBin(fromHz); k < _bins && k * BinHz <= toHz; k++)
        {
            var omega = 2 * Math.PI * k * BinHz;
            sum += _power[k] / (omega * omega);
        }
        return (float)(1000 * Math.Sqrt(sum));
    }

    private int FirstBin(double hz) => Math.Max(1, (int)Math.Ceiling(hz / BinHz));

    private void Transform(int n, Tables tables)
    {
        var (re, im) = (_re, _im);
        for (var half = 1; half < n; half *= 2)
        {
            var stride = n / (2 * half);
            for (var start = 0; start < n; start += 2 * half)
                for (var k = 0; k < half; k++)
                {
                    var (wr, wi) = (tables.Cos[k * stride], tables.Sin[k * stride]);
                    var (a, b) = (start + k, start + k + half);
                    var tr = wr * re[b] - wi * im[b];
                    var ti = wr * im[b] + wi * re[b];
                    (re[b], im[b]) = (re[a] - tr, im[a] - ti);
                    (re[a], im[a]) = (re[a] + tr, im[a] + ti);
                }
        }
    }

    private Tables TablesOf(int n)
    {
        if (!_tables.TryGetValue(n, out var tables)) _tables[n] = tables = new Tables(n);
        return tables;
    }

    private sealed class Tables
    {
        public Tables(int n)
        {
            var bits = System.Numerics.BitOperations.Log2((uint)n);
            (Cos, Sin, Window, Reversed) = (new float[n / 2], new float[n / 2], new float[n], new int[n]);
            for (var k = 0; k < n / 2; k++)
                (Cos[k], Sin[k]) = ((float)Math.Cos(2 * Math.PI * k / n), (float)-Math.Sin(2 * Math.PI * k / n));
            var power = 0.0;
            for (var i = 0; i < n; i++)
            {
                Window[i] = (float)(0.5 - 0.5 * Math.Cos(2 * Math.PI * i / n));
                power += (double)Window[i] * Window[i];
                for (var b = 0; b < bits; b++) Reversed[i] |= ((i >> b) & 1) << (bits - 1 - b);
            }
            Scale = (float)(1 / (power * n));
        }

        public float[] Cos { get; }

        public float[] Sin { get; }

        public float[] Window { get; }

        public int[] Reversed { get; }

        public float Scale { get; }
    }
}
