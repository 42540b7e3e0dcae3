using System.Numerics;

namespace Maintenance.Scoring.Tests.DataManipulation;

/// <summary>A Fourier transform in double precision that is as short as its definition: what the fast one is compared with.</summary>
internal static class ReferenceTransform
{
    /// <summary>X[k] = Σ x[i]·exp(−2πj·k·i/n); n is a power of two.</summary>
    public static Complex[] Of(Complex[] x)
    {
        var n = x.Length;
        if (n == 1) return [x[0]];
        var even = Of([.. x.Where((_, i) => i % 2 == 0)]);
        var odd = Of([.. x.Where((_, i) => i % 2 == 1)]);
        var result = new Complex[n];
        for (var k = 0; k < n / 2; k++)
        {
            var turned = Complex.FromPolarCoordinates(1, -2 * Math.PI * k / n) * odd[k];
            (result[k], result[k + n / 2]) = (even[k] + turned, even[k] - turned);
        }
        return result;
    }

    /// <summary>Of real samples, with zeros up to a power of two.</summary>
    public static Complex[] Of(ReadOnlySpan<float> samples)
    {
        var x = new Complex[(int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(samples.Length, 2))];
        for (var i = 0; i < samples.Length; i++) x[i] = samples[i];
        return Of(x);
    }
}
