namespace Maintenance.Scoring.DataManipulation;

/// <summary>
/// Finds the harmonics of the shaft in a spectrum, to compare the speed that they show with the measured one: a wrong sample rate or a
/// wrong speed puts them elsewhere. Each candidate speed is judged by how far its first harmonics rise above their surroundings, none
/// counting for more than a strong line does, so that no single line makes a comb. One instance per worker; steady state allocates nothing.
/// </summary>
internal sealed class SpeedComb
{
    /// <summary>Fewest turns of the shaft in the block: fewer do not resolve its speed.</summary>
    public const double MinTurns = 20;

    /// <summary>Half the range that is searched, relative to the measured speed.</summary>
    public const double Range = 0.3;

    private const int MaxHarmonics = 6;
    private const int MinHarmonics = 3;

    // A line counts from twice the mean amplitude round it, and fully from six times.
    private const double From = 2, Full = 6;

    // Share of the full score that makes a comb clear; what another candidate may have of it.
    private const double Clear = 0.5, Rival = 0.7;

    // At this share of the best, a comb at the measured speed is preferred: lines of the mains make combs too.
    private const double Preferred = 0.5, Near = 0.02;

    private float[] _prominences = [];
    private double[] _sums = [];

    /// <summary>The speed seen over the measured one, less 1; NaN when no comb is clear.</summary>
    public float ErrorOf(Spectrum spectrum, double shaftHz)
    {
        if (!(shaftHz >= MinTurns * spectrum.ResolutionHz)) return float.NaN;
        var harmonics = (int)Math.Min(MaxHarmonics, spectrum.NyquistHz / (shaftHz * (1 + Range)) - 1);
        if (harmonics < MinHarmonics) return float.NaN;
        Prepare(spectrum.Power, (int)(harmonics * (1 + Range) * shaftHz / spectrum.BinHz) + 2, (int)(0.75 * shaftHz / spectrum.BinHz));
        var step = spectrum.ResolutionHz / (2 * harmonics);
        var (best, bestHz, near, nearHz) = (0.0, 0.0, 0.0, 0.0);
        var steps = (int)(Range * shaftHz / step);
        for (var i = -steps; i <= steps; i++)
        {
            var hz = shaftHz + i * step;
            var score = Score(hz / spectrum.BinHz, harmonics);
            if (score > best) (best, bestHz) = (score, hz);
            if (Math.Abs(hz - shaftHz) <= Near * shaftHz && score > near) (near, nearHz) = (score, hz);
        }
        if (near >= Clear * Preferred && near >= Preferred * best) return (float)(nearHz / shaftHz - 1);
        if (best < Clear) return float.NaN;
        for (var i = -steps; i <= steps; i++)
        {
            var hz = shaftHz + i * step;
            if (Math.Abs(hz - bestHz) > 2 * spectrum.ResolutionHz && Score(hz / spectrum.BinHz, harmonics) > Rival * best)
                return float.NaN;
        }
        return (float)(bestHz / shaftHz - 1);
    }

    // How far each bin rises above the mean amplitude round it, 0–1.
    private void Prepare(ReadOnlySpan<float> power, int bins, int around)
    {
        var needed = Math.Min(bins + around + 1, power.Length);
        if (_prominences.Length < bins) _prominences = new float[2 * bins];
        if (_sums.Length <= needed) _sums = new double[2 * needed];
        for (var k = 0; k < needed; k++) _sums[k + 1] = _sums[k] + MathF.Sqrt(power[k]);
        for (var k = 0; k < bins; k++)
        {
            var (first, last) = (Math.Max(1, k - around), Math.Min(needed, k + around + 1));
            var floor = (_sums[last] - _sums[first]) / (last - first);
            var over = floor > 0 && k < needed ? (_sums[k + 1] - _sums[k]) / floor : 0;
            _prominences[k] = (float)Math.Min(Math.Max((over - From) / (Full - From), 0), 1);
        }
    }

    // 0–1; the position in bins.
    private double Score(double position, int harmonics)
    {
        var score = 0.0;
        for (var k = 1; k <= harmonics; k++) score += _prominences[(int)(k * position + 0.5)];
        return score / harmonics;
    }
}
