namespace Maintenance.Scoring.DataManipulation;

/// <summary>
/// Order tracking: samples a signal anew at equal angles of a shaft whose speed varies within the block, so that what belongs to the shaft
/// is a line again (computed order tracking, ISO 13373-2). The angle is the integral of the block's measured speed, which is taken as
/// linear between readings; values between samples are interpolated by the polynomial through the six nearest, whose error is below 1 % of
/// the amplitude up to 0.15 of the sample rate. One instance per worker; steady state allocates nothing.
/// </summary>
internal sealed class AngularSampling
{
    /// <summary>Relative range of the speed from which the signal is sampled anew; below it, readings are noise on a steady one.</summary>
    public const double MinVariation = 0.02;

    // More readings are averaged in groups: they come closer than the speed can change.
    private const int MaxKnots = 64;

    private readonly double[] _seconds = new double[MaxKnots + 1];
    private readonly double[] _hz = new double[MaxKnots + 1];
    private readonly double[] _turns = new double[MaxKnots + 1];
    private int _knots;
    private long _startUnixMicros;
    private float[] _samples = [];

    /// <summary>True when the speed of the block varies so much that lines of its shaft are smeared.</summary>
    public bool IsVarying { get; private set; }

    /// <summary>Learns the speed of the block.</summary>
    /// <param name="block">The block.</param>
    /// <param name="column">Its column of rotary speed, rev/min; −1 when it has none.</param>
    public void Measure(in BlockReadings block, int column)
    {
        (_knots, _startUnixMicros, IsVarying) = (0, block.StartUnixMicros, false);
        if (column < 0) return;
        var values = block.Column(column);
        var group = (values.Length + MaxKnots - 1) / MaxKnots;
        var (least, greatest) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var first = 0; first < values.Length; first += group)
        {
            var some = values[first..Math.Min(first + group, values.Length)];
            var hz = MeanOf(some) / 60;
            if (!(hz > 0)) continue;
            var seconds = (block.TimeOf(first) + block.TimeOf(first + some.Length - 1) - 2 * _startUnixMicros) / 2e6;
            if (_knots > 0 && !(seconds > _seconds[_knots - 1])) continue;
            Add(seconds, hz);
            (least, greatest) = (Math.Min(least, hz), Math.Max(greatest, hz));
        }
        IsVarying = _knots > 2 && greatest - least > MinVariation * (greatest + least) / 2;
    }

    /// <summary>Samples a signal at as many equal angles as it has samples.</summary>
    /// <param name="samples">Finite values, at least six.</param>
    /// <param name="sampleRateHz">Samples per second.</param>
    /// <param name="startUnixMicros">Time of the first sample.</param>
    /// <param name="shaftHz">Mean speed of the string over the signal, Hz: at it the result has the sample rate of the signal.</param>
    /// <returns>Valid until the next call.</returns>
    public ReadOnlySpan<float> Resample(ReadOnlySpan<float> samples, double sampleRateHz, long startUnixMicros, out double shaftHz)
    {
        var n = samples.Length;
        if (_samples.Length < n) _samples = new float[n];
        var start = (startUnixMicros - _startUnixMicros) / 1e6;
        var (from, to) = (TurnsAt(start), TurnsAt(start + (n - 1) / sampleRateHz));
        shaftHz = (to - from) * sampleRateHz / (n - 1);
        var knot = 0;
        for (var i = 0; i < n; i++)
        {
            var turns = from + (to - from) * i / (n - 1);
            while (knot < _knots - 2 && turns >= _turns[knot + 1]) knot++;
            _samples[i] = Interpolate(samples, (SecondsAt(turns, knot) - start) * sampleRateHz);
        }
        return _samples.AsSpan(0, n);
    }

    private void Add(double seconds, double hz)
    {
        (_seconds[_knots], _hz[_knots]) = (seconds, hz);
        _turns[_knots] = _knots == 0 ? 0 : _turns[_knots - 1] + (seconds - _seconds[_knots - 1]) * (hz + _hz[_knots - 1]) / 2;
        _knots++;
    }

    private static double MeanOf(ReadOnlySpan<float> values)
    {
        var sum = LaneSums.Sum(values);
        if (double.IsFinite(sum)) return sum / values.Length;
        var (total, count) = (0.0, 0);
        foreach (var value in values)
            if (float.IsFinite(value)) (total, count) = (total + value, count + 1);
        return total / count;
    }

    // Before the first reading and after the last the speed is theirs.
    private double TurnsAt(double seconds)
    {
        var last = _knots - 1;
        if (seconds <= _seconds[0]) return (seconds - _seconds[0]) * _hz[0];
        if (seconds >= _seconds[last]) return _turns[last] + (seconds - _seconds[last]) * _hz[last];
        var k = 0;
        while (seconds >= _seconds[k + 1]) k++;
        var (t, slope) = (seconds - _seconds[k], (_hz[k + 1] - _hz[k]) / (_seconds[k + 1] - _seconds[k]));
        return _turns[k] + t * (_hz[k] + slope * t / 2);
    }

    private double SecondsAt(double turns, int k)
    {
        var last = _knots - 1;
        if (turns <= 0) return _seconds[0] + turns / _hz[0];
        if (turns >= _turns[last]) return _seconds[last] + (turns - _turns[last]) / _hz[last];
        var slope = (_hz[k + 1] - _hz[k]) / (_seconds[k + 1] - _seconds[k]);
        var rest = turns - _turns[k];
        // The root of slope·t²/2 + hz·t = rest that stays exact when the slope is small.
        return _seconds[k] + 2 * rest / (_hz[k] + Math.Sqrt(Math.Max(_hz[k] * _hz[k] + 2 * slope * rest, 0)));
    }

    private static float Interpolate(ReadOnlySpan<float> samples, double at)
    {
        var first = Math.Clamp((int)Math.Floor(at) - 2, 0, samples.Length - 6);
        var x = at - first;
        var (a, b, c, d, e, f) = (x, x - 1, x - 2, x - 3, x - 4, x - 5);
        var six = samples.Slice(first, 6);
        return (float)(-six[0] * b * c * d * e * f / 120 + six[1] * a * c * d * e * f / 24 - six[2] * a * b * d * e * f / 12
            + six[3] * a * b * c * e * f / 12 - six[4] * a * b * c * d * f / 24 + six[5] * a * b * c * d * e / 120);
    }
}
