namespace Maintenance.Scoring.DataManipulation;

/// <summary>
/// The floor of a power spectrum round each bin: the geometric mean of its neighbours, which lines hardly raise, scaled so that noise has
/// a mean of 1 over it. Logarithms are those of the float's own bits (off by at most 6 %), summed as integers: cheap, and exact in any
/// order.
/// </summary>
internal static class EnvelopeFloor
{
    /// <summary>Replaces each power by its floor.</summary>
    /// <param name="power">Not negative.</param>
    /// <param name="floor">Overwritten; as long.</param>
    /// <param name="halfWidth">Neighbours on either side.</param>
    /// <param name="averaged">Spectra that the power is the mean of.</param>
    public static void Compute(ReadOnlySpan<float> power, Span<float> floor, int halfWidth, int averaged)
    {
        var scale = MeanOverGeometricMean(averaged);
        var (from, to, sum) = (0, 0, 0L);
        for (var i = 0; i < power.Length; i++)
        {
            for (var end = Math.Min(power.Length, i + halfWidth + 1); to < end; to++) sum += BitConverter.SingleToInt32Bits(power[to]);
            for (var start = Math.Max(0, i - halfWidth); from < start; from++) sum -= BitConverter.SingleToInt32Bits(power[from]);
            floor[i] = scale * BitConverter.Int32BitsToSingle((int)(sum / (to - from)));
        }
    }

    /// <summary>
    /// Takes the tones out of a spectrum: no bin keeps more than <paramref name="limit"/> times the floor's power. What remains is noise
    /// and impacts, whose energy is spread (discrete-random separation; Randall, Vibration-based Condition Monitoring, 5.3).
    /// </summary>
    /// <param name="re">Real parts; changed in place.</param>
    /// <param name="im">Imaginary parts.</param>
    /// <param name="power">Scratch, as long.</param>
    /// <param name="floor">Scratch, as long.</param>
    /// <param name="halfWidth">Neighbours on either side.</param>
    /// <param name="limit">Greatest power kept, in floors.</param>
    public static void Clip(Span<float> re, Span<float> im, Span<float> power, Span<float> floor, int halfWidth, float limit)
    {
        for (var i = 0; i < re.Length; i++) power[i] = re[i] * re[i] + im[i] * im[i];
        Compute(power[..re.Length], floor[..re.Length], halfWidth, averaged: 1);
        for (var i = 0; i < re.Length; i++)
        {
            var kept = limit * floor[i];
            if (!(power[i] > kept)) continue;
            var factor = MathF.Sqrt(kept / power[i]);
            (re[i], im[i]) = (re[i] * factor, im[i] * factor);
        }
    }

    // The power of noise, averaged over n spectra, is gamma distributed: its mean over its geometric mean is n·exp(−ψ(n)).
    private static float MeanOverGeometricMean(int n)
    {
        var digamma = -0.57721566490153286;
        for (var i = 1; i < n; i++) digamma += 1.0 / i;
        return (float)(n * Math.Exp(-digamma));
    }
}
