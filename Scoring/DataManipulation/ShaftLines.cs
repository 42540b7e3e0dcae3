using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Maintenance.Scoring.DataManipulation;

/// <summary>
/// Amplitudes at the first multiples of the shaft frequency by least squares: mean, sine and cosine of all lines are fitted together, so
/// that a block of less than two revolutions separates them where a spectrum's bins cannot (2 Hz in 0.8 s is bin 1.6). Deterministic,
/// allocates nothing.
/// </summary>
internal static class ShaftLines
{
    /// <summary>Fewest revolutions in a block for which the fit is well conditioned.</summary>
    public const double MinTurns = 1.5;

    /// <summary>Most lines that are fitted.</summary>
    public const int MaxOrders = 3;

    private const int MinSamples = 8;
    private const int MaxSize = 2 * MaxOrders + 1;

    /// <summary>Fits the lines.</summary>
    /// <param name="samples">Finite, equidistant values.</param>
    /// <param name="sampleRateHz">Samples per second.</param>
    /// <param name="shaftHz">Shaft frequency, Hz.</param>
    /// <param name="amplitudes">
    /// Amplitudes (peak) at 1, 2, … times the frequency in the unit of the samples, at most <see cref="MaxOrders"/>; NaN where
    /// undetermined: too few revolutions, or a line above 0.45 of the sample rate.
    /// </param>
    public static void Fit(ReadOnlySpan<float> samples, double sampleRateHz, double shaftHz, Span<float> amplitudes)
    {
        amplitudes.Fill(float.NaN);
        if (!(shaftHz > 0) || samples.Length < MinSamples || !(samples.Length * shaftHz / sampleRateHz >= MinTurns)) return;
        var orders = (int)Math.Min(amplitudes.Length, 0.45 * sampleRateHz / shaftHz);
        if (orders == 0) return;
        Span<double> m = stackalloc double[MaxSize * (MaxSize + 1)];
        var (size, step) = (2 * orders + 1, 2 * Math.PI * shaftHz / sampleRateHz);
        Products(samples.Length, step, orders, m);
        Projections(samples, step, orders, m);
        if (!Solve(m, size)) return;
        for (var k = 0; k < orders; k++) amplitudes[k] = (float)double.Hypot(m[At(2 * k + 1, MaxSize)], m[At(2 * k + 2, MaxSize)]);
    }

    // Row r of the normal equations: products with each function of the basis (1, sin, cos, sin 2, cos 2, …), then the right-hand side.
    private static int At(int row, int column) => row * (MaxSize + 1) + column;

    // Sums of products of the basis, from the closed form Σ exp(jmφ·i) = exp(jmφ(n−1)/2)·sin(nmφ/2)/sin(mφ/2).
    private static void Products(int n, double step, int orders, Span<double> m)
    {
        Span<double> cos = stackalloc double[2 * MaxOrders + 1];
        Span<double> sin = stackalloc double[2 * MaxOrders + 1];
        for (var k = 0; k <= 2 * orders; k++)
        {
            var half = k * step / 2;
            var kernel = Math.Abs(Math.Sin(half)) < 1e-9 ? n : Math.Sin(n * half) / Math.Sin(half);
            (cos[k], sin[k]) = (kernel * Math.Cos((n - 1) * half), kernel * Math.Sin((n - 1) * half));
        }
        m[At(0, 0)] = n;
        for (var a = 1; a <= orders; a++)
        {
            Set(m, 0, 2 * a - 1, sin[a]);
            Set(m, 0, 2 * a, cos[a]);
            for (var b = 1; b <= orders; b++)
            {
                var (difference, skew) = (cos[Math.Abs(a - b)], a >= b ? sin[a - b] : -sin[b - a]);
                Set(m, 2 * a - 1, 2 * b - 1, (difference - cos[a + b]) / 2);
                Set(m, 2 * a, 2 * b, (difference + cos[a + b]) / 2);
                Set(m, 2 * a - 1, 2 * b, (sin[a + b] + skew) / 2);
            }
        }
    }

    private static void Set(Span<double> m, int row, int column, double value) => (m[At(row, column)], m[At(column, row)]) = (value, value);

    // Sums of products of samples and basis, eight samples at a time, in two chains of rotations.
    private static void Projections(ReadOnlySpan<float> samples, double step, int orders, Span<double> m)
    {
        var lanes = MemoryMarshal.Cast<float, Vector256<float>>(samples);
        var (low, high) = (Rotation.At(0, step), Rotation.At(4, step));
        var (turnSin, turnCos) = Math.SinCos(8 * step);
        var sums = new Sums();
        foreach (var lane in lanes)
        {
            sums.Add(Vector256.WidenLower(lane), low, orders);
            sums.Add(Vector256.WidenUpper(lane), high, orders);
            (low, high) = (low.Turn(turnCos, turnSin), high.Turn(turnCos, turnSin));
        }
        for (var i = lanes.Length * Vector256<float>.Count; i < samples.Length; i++)
            sums.Add(Vector256.CreateScalar((double)samples[i]), Rotation.At(i, step), orders);
        m[At(0, MaxSize)] = Total(sums.Mean);
        (m[At(1, MaxSize)], m[At(2, MaxSize)]) = (Total(sums.Sin1), Total(sums.Cos1));
        if (orders > 1) (m[At(3, MaxSize)], m[At(4, MaxSize)]) = (Total(sums.Sin2), Total(sums.Cos2));
        if (orders > 2) (m[At(5, MaxSize)], m[At(6, MaxSize)]) = (Total(sums.Sin3), Total(sums.Cos3));
    }

    private static double Total(Vector256<double> four) => four[0] + four[2] + (four[1] + four[3]);

    // Gauss–Jordan; the matrix is symmetric positive definite, so the diagonal serves as pivot.
    private static bool Solve(Span<double> m, int size)
    {
        var smallest = 1e-9 * m[0];
        for (var p = 0; p < size; p++)
        {
            var pivot = m[At(p, p)];
            if (!(pivot > smallest)) return false;
            for (var c = p; c <= MaxSize; c++) m[At(p, c)] /= pivot;
            for (var r = 0; r < size; r++)
            {
                var factor = m[At(r, p)];
                if (r == p || factor == 0) continue;
                for (var c = p; c <= MaxSize; c++) m[At(r, c)] -= factor * m[At(p, c)];
            }
        }
        return true;
    }

    // exp(jφ) of four samples.
    private readonly record struct Rotation(Vector256<double> Cos, Vector256<double> Sin)
    {
        public static Rotation At(int first, double step)
        {
            var (s0, c0) = Math.SinCos(first * step);
            var (s1, c1) = Math.SinCos((first + 1) * step);
            var (s2, c2) = Math.SinCos((first + 2) * step);
            var (s3, c3) = Math.SinCos((first + 3) * step);
            return new Rotation(Vector256.Create(c0, c1, c2, c3), Vector256.Create(s0, s1, s2, s3));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Rotation Turn(double cos, double sin) => new(Cos * cos - Sin * sin, Sin * cos + Cos * sin);
    }

    private struct Sums
    {
        public Vector256<double> Mean, Sin1, Cos1, Sin2, Cos2, Sin3, Cos3;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(Vector256<double> samples, in Rotation once, int orders)
        {
            Mean += samples;
            Sin1 += samples * once.Sin;
            Cos1 += samples * once.Cos;
            if (orders == 1) return;
            var (cos2, sin2) = (once.Cos * once.Cos - once.Sin * once.Sin, (once.Sin + once.Sin) * once.Cos);
            Sin2 += samples * sin2;
            Cos2 += samples * cos2;
            if (orders == 2) return;
            Sin3 += samples * (sin2 * once.Cos + cos2 * once.Sin);
            Cos3 += samples * (cos2 * once.Cos - sin2 * once.Sin);
        }
    }
}
