namespace Maintenance.Scoring.DataManipulation;

/// <summary>
/// Amplitudes at one and two times the shaft frequency by least squares: mean, sine and cosine of both lines are fitted together, so that a
/// block of less than two revolutions separates them where a spectrum's bins cannot (2 Hz in 0.8 s is bin 1.6). Deterministic, allocates
/// nothing.
/// </summary>
internal static class ShaftLines
{
    /// <summary>Fewest revolutions in a block for which the fit is well conditioned.</summary>
    public const double MinTurns = 1.5;

    private const int MinSamples = 8;

    /// <summary>
    /// Fits the lines.
    /// </summary>
    /// <param name="samples">Finite, equidistant values.</param>
    /// <param name="sampleRateHz">Samples per second.</param>
    /// <param name="shaftHz">Shaft frequency, Hz.</param>
    /// <returns>Amplitudes (peak) in the unit of the samples; NaN where undetermined: too few revolutions, or a line above 0.45 of the
    /// sample rate.</returns>
    public static (float Once, float Twice) Fit(ReadOnlySpan<float> samples, double sampleRateHz, double shaftHz)
    {
        if (!(shaftHz > 0) || samples.Length < MinSamples || samples.Length * shaftHz / sampleRateHz < MinTurns)
            return (float.NaN, float.NaN);
        var size = 2 * shaftHz <= 0.45 * sampleRateHz ? 5 : shaftHz <= 0.45 * sampleRateHz ? 3 : 0;
        if (size == 0) return (float.NaN, float.NaN);
        Span<double> normal = stackalloc double[5 * 6];
        Accumulate(samples, 2 * Math.PI * shaftHz / sampleRateHz, size, normal);
        if (!Solve(normal, size)) return (float.NaN, float.NaN);
        var once = double.Hypot(normal[1 * 6 + 5], normal[2 * 6 + 5]);
        return ((float)once, size == 5 ? (float)double.Hypot(normal[3 * 6 + 5], normal[4 * 6 + 5]) : float.NaN);
    }

    // Normal equations; row r holds columns 0..4 and the right-hand side in column 5.
    private static void Accumulate(ReadOnlySpan<float> samples, double step, int size, Span<double> normal)
    {
        normal.Clear();
        Span<double> basis = [1, 0, 0, 0, 0];
        var (turnSin, turnCos) = Math.SinCos(step);
        var (sin, cos) = (0.0, 1.0);
        foreach (var sample in samples)
        {
            (basis[1], basis[2], basis[3], basis[4]) = (sin, cos, 2 * sin * cos, cos * cos - sin * sin);
            for (var r = 0; r < size; r++)
            {
                for (var c = r; c < size; c++) normal[r * 6 + c] += basis[r] * basis[c];
                normal[r * 6 + 5] += basis[r] * sample;
            }
            (sin, cos) = (sin * turnCos + cos * turnSin, cos * turnCos - sin * turnSin);
        }
        for (var r = 1; r < size; r++)
            for (var c = 0; c < r; c++) normal[r * 6 + c] = normal[c * 6 + r];
    }

    // Gauss–Jordan; the matrix is symmetric positive definite, so the diagonal serves as pivot.
    private static bool Solve(Span<double> m, int size)
    {
        var smallest = 1e-9 * m[0];
        for (var p = 0; p < size; p++)
        {
            var pivot = m[p * 6 + p];
            if (!(pivot > smallest)) return false;
            for (var c = p; c < 6; c++) m[p * 6 + c] /= pivot;
            for (var r = 0; r < size; r++)
            {
                var factor = m[r * 6 + p];
                if (r == p || factor == 0) continue;
                for (var c = p; c < 6; c++) m[r * 6 + c] -= factor * m[p * 6 + c];
            }
        }
        return true;
    }
}
