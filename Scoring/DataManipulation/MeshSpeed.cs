namespace Maintenance.Scoring.DataManipulation;

/// <summary>
/// Whether a waveform claims twice, or half, of the rate at which it was sampled: the line of the shaft and that of its gear mesh, which
/// lie far apart and keep their ratio, are then found at twice, or half, of their frequencies. A few turns are enough, where a comb of low
/// orders needs twenty. Deterministic; allocates nothing.
/// </summary>
internal static class MeshSpeed
{
    /// <summary>Fewest teeth: below, orders of the shaft are taken for the mesh.</summary>
    private const int MinTeeth = 8;

    private const double MinResolutions = 4, Tolerance = 0.01;

    // Power of a line over the floor beside it: from here it is one, and below there it is none.
    private const double Line = 8, NoLine = 3;

    // Lines at half the frequencies must be so much stronger than those at the whole ones, which are then their second harmonics.
    private const double Stronger = 4;

    /// <summary>The speed seen over the measured one, less 1: 1 or −0.5, to within a line; NaN when neither is clear.</summary>
    public static float ErrorOf(Spectrum spectrum, double shaftHz, int teeth)
    {
        if (teeth < MinTeeth || !(shaftHz >= MinResolutions * spectrum.ResolutionHz)) return float.NaN;
        if (2 * (teeth + 2) * shaftHz > spectrum.NyquistHz) return float.NaN;
        var (shaft, mesh) = (Find(spectrum, shaftHz, shaftHz), Find(spectrum, teeth * shaftHz, shaftHz));
        // A line at half of a frequency is none of its harmonics; one at twice of it may be, unless the first is missing.
        if (Both(spectrum, 0.5, out var halfShaft, out var halfMesh)
            && halfShaft.Power > Stronger * shaft.Power && halfMesh.Power > Stronger * mesh.Power) return (float)(halfMesh.Ratio - 1);
        if (shaft.Prominence < NoLine && mesh.Prominence < NoLine && Both(spectrum, 2, out _, out var twice))
            return (float)(twice.Ratio - 1);
        return float.NaN;

        bool Both(Spectrum spectrum, double ratio, out Found low, out Found high)
        {
            (low, high) = (default, default);
            if (ratio * shaftHz < MinResolutions * spectrum.ResolutionHz) return false;
            (low, high) = (Find(spectrum, ratio * shaftHz, ratio * shaftHz), Find(spectrum, ratio * teeth * shaftHz, ratio * shaftHz));
            high = high with { Ratio = high.Ratio * ratio };
            return low.Prominence >= Line && high.Prominence >= Line;
        }
    }

    // The strongest line near a frequency, beside the floor half a turn of the shaft away on both sides.
    private static Found Find(Spectrum spectrum, double hz, double shaftHz)
    {
        var width = Math.Max(1.5 * spectrum.ResolutionHz, Tolerance * hz);
        var at = spectrum.PeakHz(hz - width, hz + width);
        var power = spectrum.LinePower(at);
        var floor = (spectrum.LinePower(hz - (shaftHz / 2)) + spectrum.LinePower(hz + (shaftHz / 2))) / 2;
        return new Found(at / hz, power, floor > 0 ? power / floor : 0);
    }

    private readonly record struct Found(double Ratio, double Power, double Prominence);
}
