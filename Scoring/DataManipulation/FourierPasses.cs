using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Lanes = System.Runtime.Intrinsics.Vector256<float>;

namespace Maintenance.Scoring.DataManipulation;

/// <summary>
/// The passes of a <see cref="FourierTransform"/> (Stockham, decimation in frequency): each reads four quarters of one pair of buffers
/// and writes the other, whose order needs no sorting. A pass over sub-transforms of <c>length</c> points that lie <c>stride</c> apart
/// leaves sub-transforms of a quarter of the length.
/// </summary>
internal static class FourierPasses
{
    /// <summary>Transforms by passes in turn between two pairs of buffers.</summary>
    /// <param name="tables">Factors for n.</param>
    /// <param name="aRe">Real parts; n of them, at least <see cref="FourierTables.MinVectorSize"/>. Overwritten.</param>
    /// <param name="aIm">Imaginary parts. Overwritten.</param>
    /// <param name="bRe">Overwritten; as long as the first pair.</param>
    /// <param name="bIm">Overwritten.</param>
    /// <remarks>The result is in the second pair when the number of passes is odd, else in the first.</remarks>
    public static void Run(FourierTables tables, Span<float> aRe, Span<float> aIm, Span<float> bRe, Span<float> bIm)
    {
        var (length, stride) = (aRe.Length, 1);
        for (var pass = 0; pass < tables.Passes; pass++)
        {
            var from = new Source(aRe, aIm, aRe.Length / 4);
            if (length == 2) Pair(aRe, aIm, bRe, bIm);
            else if (stride < 8) Short(tables.Stage(pass, stride), from, bRe, bIm, stride);
            else Long(tables.Stage(pass, stride), from, bRe, bIm, stride);
            (length, stride) = (length / 4, 4 * stride);
            var re = aRe;
            aRe = bRe;
            bRe = re;
            var im = aIm;
            aIm = bIm;
            bIm = im;
        }
    }

    /// <summary>The product of complex numbers, eight at a time; its sums are fused.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Lanes Re, Lanes Im) Multiply(Lanes aRe, Lanes aIm, Lanes bRe, Lanes bIm) =>
        (Vector256.FusedMultiplyAdd(aRe, bRe, -(aIm * bIm)), Vector256.FusedMultiplyAdd(aRe, bIm, aIm * bRe));

    // The last factor 2: sums and differences of two halves.
    private static void Pair(ReadOnlySpan<float> re, ReadOnlySpan<float> im, Span<float> toRe, Span<float> toIm)
    {
        var half = re.Length / 2;
        for (var i = 0; i < half; i += Lanes.Count)
        {
            var (ar, ai) = (Vector256.Create(re[i..]), Vector256.Create(im[i..]));
            var (br, bi) = (Vector256.Create(re[(half + i)..]), Vector256.Create(im[(half + i)..]));
            (ar + br).CopyTo(toRe[i..]);
            (ai + bi).CopyTo(toIm[i..]);
            (ar - br).CopyTo(toRe[(half + i)..]);
            (ai - bi).CopyTo(toIm[(half + i)..]);
        }
    }

    // Strides 1 and 4: lanes are neighbouring sub-transforms, and the four results of each lie side by side.
    private static void Short(ReadOnlySpan<float> factors, Source from, Span<float> toRe, Span<float> toIm, int stride)
    {
        for (var i = 0; i < from.Quarter; i += Lanes.Count)
        {
            from.Load(i, out var a, out var b, out var c, out var d);
            var w = factors.Slice(6 * i, 6 * Lanes.Count);
            b = b.Times(Vector256.Create(w), Vector256.Create(w[8..]));
            c = c.Times(Vector256.Create(w[16..]), Vector256.Create(w[24..]));
            d = d.Times(Vector256.Create(w[32..]), Vector256.Create(w[40..]));
            if (stride == 1)
            {
                StoreEach(a.Re, b.Re, c.Re, d.Re, toRe.Slice(4 * i, 32));
                StoreEach(a.Im, b.Im, c.Im, d.Im, toIm.Slice(4 * i, 32));
            }
            else
            {
                StoreFours(a.Re, b.Re, c.Re, d.Re, toRe.Slice(4 * i, 32));
                StoreFours(a.Im, b.Im, c.Im, d.Im, toIm.Slice(4 * i, 32));
            }
        }
    }

    // Strides of 16 and more: lanes belong to one sub-transform and share its factors.
    private static void Long(ReadOnlySpan<float> factors, Source from, Span<float> toRe, Span<float> toIm, int stride)
    {
        for (var i = 0; i < stride; i += Lanes.Count)
        {
            from.Load(i, out var a, out var b, out var c, out var d);
            Store(a, toRe, toIm, i);
            Store(b, toRe, toIm, i + stride);
            Store(c, toRe, toIm, i + 2 * stride);
            Store(d, toRe, toIm, i + 3 * stride);
        }
        for (var p = 1; p < from.Quarter / stride; p++)
        {
            var w = factors.Slice(6 * p, 6);
            var (w1r, w1i, w2r, w2i) = (Vector256.Create(w[0]), Vector256.Create(w[1]), Vector256.Create(w[2]), Vector256.Create(w[3]));
            var (w3r, w3i) = (Vector256.Create(w[4]), Vector256.Create(w[5]));
            for (var i = 0; i < stride; i += Lanes.Count)
            {
                from.Load(stride * p + i, out var a, out var b, out var c, out var d);
                var to = 4 * stride * p + i;
                Store(a, toRe, toIm, to);
                Store(b.Times(w1r, w1i), toRe, toIm, to + stride);
                Store(c.Times(w2r, w2i), toRe, toIm, to + 2 * stride);
                Store(d.Times(w3r, w3i), toRe, toIm, to + 3 * stride);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Complex8 value, Span<float> re, Span<float> im, int at)
    {
        value.Re.CopyTo(re[at..]);
        value.Im.CopyTo(im[at..]);
    }

    // a0 b0 c0 d0 a1 b1 c1 d1 …
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreEach(Lanes a, Lanes b, Lanes c, Lanes d, Span<float> to)
    {
        if (!Avx.IsSupported)
        {
            for (var i = 0; i < Lanes.Count; i++) (to[4 * i], to[4 * i + 1], to[4 * i + 2], to[4 * i + 3]) = (a[i], b[i], c[i], d[i]);
            return;
        }
        var (abLow, abHigh) = (Avx.UnpackLow(a, b).AsDouble(), Avx.UnpackHigh(a, b).AsDouble());
        var (cdLow, cdHigh) = (Avx.UnpackLow(c, d).AsDouble(), Avx.UnpackHigh(c, d).AsDouble());
        StoreFours(Avx.UnpackLow(abLow, cdLow).AsSingle(), Avx.UnpackHigh(abLow, cdLow).AsSingle(),
            Avx.UnpackLow(abHigh, cdHigh).AsSingle(), Avx.UnpackHigh(abHigh, cdHigh).AsSingle(), to);
    }

    // The lower halves of all, then the upper ones.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreFours(Lanes a, Lanes b, Lanes c, Lanes d, Span<float> to)
    {
        a.GetLower().CopyTo(to);
        b.GetLower().CopyTo(to[4..]);
        c.GetLower().CopyTo(to[8..]);
        d.GetLower().CopyTo(to[12..]);
        a.GetUpper().CopyTo(to[16..]);
        b.GetUpper().CopyTo(to[20..]);
        c.GetUpper().CopyTo(to[24..]);
        d.GetUpper().CopyTo(to[28..]);
    }

    // Eight complex numbers.
    private readonly struct Complex8(Lanes re, Lanes im)
    {
        public readonly Lanes Re = re;
        public readonly Lanes Im = im;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Complex8 Times(Lanes re, Lanes im)
        {
            var (r, i) = Multiply(re, im, Re, Im);
            return new Complex8(r, i);
        }
    }

    // The quarters of a pair of buffers.
    private readonly ref struct Source(ReadOnlySpan<float> re, ReadOnlySpan<float> im, int quarter)
    {
        private readonly ref float _re = ref MemoryMarshal.GetReference(re[..(4 * quarter)]);
        private readonly ref float _im = ref MemoryMarshal.GetReference(im[..(4 * quarter)]);

        public int Quarter => quarter;

        // The transform of four points, one from each quarter.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Load(int at, out Complex8 a, out Complex8 b, out Complex8 c, out Complex8 d)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)at, (uint)(quarter - Lanes.Count));
            var (i, q) = ((nuint)at, (nuint)quarter);
            var (r0, r1) = (Vector256.LoadUnsafe(ref _re, i), Vector256.LoadUnsafe(ref _re, i + q));
            var (r2, r3) = (Vector256.LoadUnsafe(ref _re, i + 2 * q), Vector256.LoadUnsafe(ref _re, i + 3 * q));
            var (i0, i1) = (Vector256.LoadUnsafe(ref _im, i), Vector256.LoadUnsafe(ref _im, i + q));
            var (i2, i3) = (Vector256.LoadUnsafe(ref _im, i + 2 * q), Vector256.LoadUnsafe(ref _im, i + 3 * q));
            var (evenSumRe, evenSumIm, evenRe, evenIm) = (r0 + r2, i0 + i2, r0 - r2, i0 - i2);
            var (oddSumRe, oddSumIm, oddRe, oddIm) = (r1 + r3, i1 + i3, r1 - r3, i1 - i3);
            a = new Complex8(evenSumRe + oddSumRe, evenSumIm + oddSumIm);
            b = new Complex8(evenRe + oddIm, evenIm - oddRe);
            c = new Complex8(evenSumRe - oddSumRe, evenSumIm - oddSumIm);
            d = new Complex8(evenRe - oddIm, evenIm + oddRe);
        }
    }
}
