namespace Maintenance.Scoring.DataManipulation;

/// <summary>What an envelope spectrum shows at the harmonics of one defect frequency.</summary>
/// <param name="Evidence">Mean of ln(1 + line power over floor) over the harmonics; NaN where it cannot be told.</param>
/// <param name="Slip">Where the comb was found, relative to the kinematic frequency.</param>
internal readonly record struct BearingLines(float Evidence, double Slip)
{
    /// <summary>Harmonics looked at.</summary>
    public const int Harmonics = 4;

    /// <summary>
    /// Rolling elements slip, contact angles change with load and speeds are measured with an error: a defect frequency is looked for so
    /// far from the kinematic one (1–2 % are usual; Randall and Antoni, Rolling element bearing diagnostics, 2011).
    /// </summary>
    public const double Tolerance = 0.025;

    /// <summary>Fewest impacts in a waveform from which their rate can be told.</summary>
    public const double MinPeriods = 6;

    /// <summary>Fewest turns of the shaft: less do not resolve its harmonics from the defects'.</summary>
    public const double MinTurns = 6;

    // A Hann window's line is two bins wide on either side; closer to a harmonic of the shaft a line is taken for the shaft's.
    private const double ShaftBins = 1.6;

    /// <summary>No line can be told.</summary>
    public static BearingLines Unknown => new(float.NaN, double.NaN);

    /// <summary>Lines over their floor: the geometric mean of the harmonics' amplitudes, in floors.</summary>
    public float Prominence => MathF.Sqrt(MathF.Exp(Evidence) - 1);

    /// <summary>Evidence of a prominence.</summary>
    public static float EvidenceOf(float prominence) => MathF.Log(1 + prominence * prominence);

    /// <summary>
    /// Looks for the comb of an order and its harmonics: where, within the tolerance, it stands out most. All harmonics slip together, so a
    /// comb says more than the strongest line near each of them. Harmonics that coincide with the shaft's count as noise.
    /// </summary>
    /// <param name="overFloor">Envelope spectrum over its floor.</param>
    /// <param name="binsPerOrder">Bins per turn of the shaft.</param>
    /// <param name="turns">Turns of the shaft in the waveform.</param>
    /// <param name="order">Defect frequency, per turn.</param>
    public static BearingLines Find(ReadOnlySpan<float> overFloor, double binsPerOrder, double turns, double order)
    {
        if (!(turns >= MinTurns && turns * order >= MinPeriods)) return Unknown;
        var highest = Math.Min(Harmonics * order * binsPerOrder, overFloor.Length);
        var steps = (int)Math.Ceiling(Tolerance * highest);
        var best = Unknown;
        for (var step = -steps; step <= steps; step++)
        {
            var slip = Tolerance * step / Math.Max(steps, 1);
            var evidence = Comb(overFloor, binsPerOrder, turns, order * (1 + slip));
            if (!(evidence <= best.Evidence) && !float.IsNaN(evidence)) best = new BearingLines(evidence, slip);
        }
        return best;
    }

    /// <summary>The strongest bin at a frequency: itself or a neighbour. 0 beyond the spectrum.</summary>
    public static float PeakAt(ReadOnlySpan<float> spectrum, double bin)
    {
        var i = (int)Math.Round(bin);
        return i < 1 || i + 2 > spectrum.Length ? 0 : Math.Max(spectrum[i], Math.Max(spectrum[i - 1], spectrum[i + 1]));
    }

    private static float Comb(ReadOnlySpan<float> overFloor, double binsPerOrder, double turns, double order)
    {
        var (sum, inRange, told) = (0f, 0, 0);
        for (var h = 1; h <= Harmonics; h++)
        {
            var bin = h * order * binsPerOrder;
            if (bin + 2 > overFloor.Length) break;
            inRange++;
            if (Math.Abs(h * order - Math.Round(h * order)) * turns < ShaftBins)
            {
                sum += 0.6931472f;
                continue;
            }
            told++;
            sum += MathF.Log(1 + PeakAt(overFloor, bin));
        }
        return told >= 2 ? sum / inRange : float.NaN;
    }
}
