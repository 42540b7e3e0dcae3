using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Maintenance.Scoring.DataManipulation;

/// <summary>
/// Fast Fourier transform of any power of two: Stockham's autosort algorithm in radix 4 over separate real and imaginary parts, eight
/// lanes wide; a real signal is transformed as a complex one of half its length. Tables and buffers are kept per size, so steady state
/// allocates nothing. Which sums are fused is written down, so the same values give the same bits on every machine and at every
/// alignment. Threading: one owner.
/// </summary>
internal sealed class FourierTransform
{
    /// <summary>Largest size: 2^24 samples.</summary>
    public const int MaxSize = 1 << 24;

    private readonly FourierTables?[] _tables = new FourierTables?[25];
    private float[] _aRe = [], _aIm = [], _bRe = [], _bIm = [];

    /// <summary>Size of the transform of so many real samples: the next power of two, at least 2.</summary>
    public static int SizeFor(int samples) => (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(samples, 2));

    /// <summary>
    /// Transforms a real signal: X[k] = Σ x[i]·exp(−2πj·k·i/n), k = 0…n/2, with n = <see cref="SizeFor"/> its length and zeros behind it.
    /// </summary>
    /// <param name="samples">Finite values, at most <see cref="MaxSize"/>.</param>
    /// <param name="re">Overwritten; at least n/2 + 1 long.</param>
    /// <param name="im">Overwritten; at least n/2 + 1 long.</param>
    /// <returns>n.</returns>
    public int Forward(ReadOnlySpan<float> samples, Span<float> re, Span<float> im)
    {
        var n = SizeFor(samples.Length);
        if (n > MaxSize) throw new ArgumentException($"{samples.Length} samples; at most {MaxSize} can be transformed.");
        var half = n / 2;
        Reserve(half + 1);
        var tables = TablesOf(half);
        Split(samples, _aRe.AsSpan(0, half), _aIm.AsSpan(0, half));
        Run(tables, _aRe.AsSpan(0, half), _aIm.AsSpan(0, half));
        var (zRe, zIm) = tables.Passes % 2 == 0 ? (_aRe, _aIm) : (_bRe, _bIm);
        (zRe[half], zIm[half]) = (zRe[0], zIm[0]);
        Unpack(tables.HalfTurns, zRe, zIm, re[..(half + 1)], im[..(half + 1)]);
        return n;
    }

    /// <summary>Transforms a complex signal in place: X[k] = Σ x[i]·exp(−2πj·k·i/n).</summary>
    /// <param name="re">Real parts: n of them, a power of two.</param>
    /// <param name="im">Imaginary parts, as many.</param>
    public void Transform(Span<float> re, Span<float> im)
    {
        var n = re.Length;
        if (!BitOperations.IsPow2(n) || n > MaxSize || im.Length != n)
            throw new ArgumentException($"{n} real and {im.Length} imaginary parts; a power of two up to {MaxSize} of each is needed.");
        Reserve(n);
        var tables = TablesOf(n);
        Run(tables, re, im);
        if (tables.Passes % 2 == 0) return;
        _bRe.AsSpan(0, n).CopyTo(re);
        _bIm.AsSpan(0, n).CopyTo(im);
    }

    /// <summary>Transforms a complex spectrum back, in place: x[i] = Σ X[k]·exp(2πj·k·i/n) / n.</summary>
    /// <param name="re">Real parts: n of them, a power of two.</param>
    /// <param name="im">Imaginary parts, as many.</param>
    public void Inverse(Span<float> re, Span<float> im)
    {
        Transform(im, re);
        Scale(re, 1f / re.Length);
        Scale(im, 1f / im.Length);
    }

    private static void Scale(Span<float> values, float factor)
    {
        var lanes = MemoryMarshal.Cast<float, Vector256<float>>(values);
        foreach (ref var lane in lanes) lane *= factor;
        foreach (ref var value in values[(lanes.Length * Vector256<float>.Count)..]) value *= factor;
    }

    private void Reserve(int length)
    {
        if (_aRe.Length >= length) return;
        (_aRe, _aIm, _bRe, _bIm) = (new float[length], new float[length], new float[length], new float[length]);
    }

    private FourierTables TablesOf(int n) => _tables[BitOperations.Log2((uint)n)] ??= new FourierTables(n);

    // In turn between the given pair of buffers and the second own pair.
    private void Run(FourierTables tables, Span<float> re, Span<float> im)
    {
        var otherRe = _bRe.AsSpan(0, re.Length);
        var otherIm = _bIm.AsSpan(0, re.Length);
        if (re.Length >= FourierTables.MinVectorSize) FourierPasses.Run(tables, re, im, otherRe, otherIm);
        else Direct(tables.Turns, re, im, otherRe, otherIm);
    }

    private static void Direct(
        ReadOnlySpan<float> turns, ReadOnlySpan<float> re, ReadOnlySpan<float> im, Span<float> toRe, Span<float> toIm)
    {
        var n = re.Length;
        for (var k = 0; k < n; k++)
        {
            var (sumRe, sumIm) = (0.0, 0.0);
            for (var i = 0; i < n; i++)
            {
                double cos = turns[k * i % n], sin = turns[n + k * i % n];
                (sumRe, sumIm) = (sumRe + re[i] * cos - im[i] * sin, sumIm + re[i] * sin + im[i] * cos);
            }
            (toRe[k], toIm[k]) = ((float)sumRe, (float)sumIm);
        }
    }

    // Even samples become real parts, odd ones imaginary parts.
    private static void Split(ReadOnlySpan<float> samples, Span<float> re, Span<float> im)
    {
        var wide = MemoryMarshal.Cast<float, Vector256<ulong>>(samples);
        var toRe = MemoryMarshal.Cast<float, Vector256<uint>>(re);
        var toIm = MemoryMarshal.Cast<float, Vector256<uint>>(im);
        var (lanes, pairs) = (wide.Length / 2, samples.Length / 2);
        for (var i = 0; i < lanes; i++)
        {
            toRe[i] = Vector256.Narrow(wide[2 * i], wide[2 * i + 1]);
            toIm[i] = Vector256.Narrow(wide[2 * i] >>> 32, wide[2 * i + 1] >>> 32);
        }
        for (var i = lanes * Vector256<float>.Count; i < pairs; i++) (re[i], im[i]) = (samples[2 * i], samples[2 * i + 1]);
        re[pairs..].Clear();
        im[pairs..].Clear();
        if (samples.Length % 2 != 0) re[pairs] = samples[^1];
    }

    // From the transform Z of the packed signal to that of the real one: with the transforms E and O of its even and odd samples and
    // W = exp(−2πj/n), X[k] = E[k] + W^k·O[k] and X[n/2 − k] = conj(E[k] − W^k·O[k]). Z has n/2 + 1 points, the last as the first.
    private static void Unpack(ReadOnlySpan<float> turns, ReadOnlySpan<float> zRe, ReadOnlySpan<float> zIm, Span<float> re, Span<float> im)
    {
        var half = re.Length - 1;
        if (half == 1)
        {
            (re[0], im[0], re[1], im[1]) = (zRe[0] + zIm[0], 0, zRe[0] - zIm[0], 0);
            return;
        }
        var (quarter, lanes) = (half / 2, Vector256<float>.Count);
        var cos = turns[..quarter];
        var sin = turns[quarter..];
        var (back, h) = (Vector256.Create(7, 6, 5, 4, 3, 2, 1, 0), Vector256.Create(0.5f));
        var k = 0;
        for (; k + lanes <= quarter; k += lanes)
        {
            var mirror = half - k - (lanes - 1);
            var (ar, ai) = (Vector256.Create(zRe[k..]), Vector256.Create(zIm[k..]));
            var br = Vector256.Shuffle(Vector256.Create(zRe[mirror..]), back);
            var bi = Vector256.Shuffle(Vector256.Create(zIm[mirror..]), back);
            var (evenRe, evenIm) = ((ar + br) * h, (ai - bi) * h);
            var (oddRe, oddIm) = FourierPasses.Multiply(
                Vector256.Create(cos[k..]), Vector256.Create(sin[k..]), (ai + bi) * h, (br - ar) * h);
            (evenRe + oddRe).CopyTo(re[k..]);
            (evenIm + oddIm).CopyTo(im[k..]);
            Vector256.Shuffle(evenRe - oddRe, back).CopyTo(re[mirror..]);
            Vector256.Shuffle(oddIm - evenIm, back).CopyTo(im[mirror..]);
        }
        for (; k < quarter; k++)
        {
            var mirror = half - k;
            var (evenRe, evenIm) = ((zRe[k] + zRe[mirror]) * 0.5f, (zIm[k] - zIm[mirror]) * 0.5f);
            var (r, i) = ((zIm[k] + zIm[mirror]) * 0.5f, (zRe[mirror] - zRe[k]) * 0.5f);
            var oddRe = MathF.FusedMultiplyAdd(cos[k], r, -(sin[k] * i));
            var oddIm = MathF.FusedMultiplyAdd(cos[k], i, sin[k] * r);
            (re[k], im[k], re[mirror], im[mirror]) = (evenRe + oddRe, evenIm + oddIm, evenRe - oddRe, oddIm - evenIm);
        }
        (re[quarter], im[quarter]) = (zRe[quarter], -zIm[quarter]);
    }
}
