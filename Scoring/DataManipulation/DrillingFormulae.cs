namespace Maintenance.Scoring.DataManipulation;

/// <summary>
/// Drilling formulae, in SI units. Each gives NaN where its inputs give no meaning, never a number that looks like a measurement.
/// </summary>
internal static class DrillingFormulae
{
    /// <summary>Standard gravity, m/s².</summary>
    public const double Gravity = 9.80665;

    /// <summary>Lowest rate of penetration at which a bit is said to drill, m/s: 3.6 cm/h.</summary>
    public const double LowestPenetrationMPerS = 1e-5;

    /// <summary>Density of steel, kg/m³.</summary>
    public const double SteelKgPerM3 = 7850;

    /// <summary>Speed of torsional waves in steel, m/s: √(G/ρ) with G = 79.3 GPa.</summary>
    private const double TorsionalWaveMPerS = 3178;

    private const double PoundForceN = 4.4482216152605;
    private const double FootM = 0.3048;
    private const double InchM = 0.0254;

    /// <summary>
    /// Mechanical specific energy, Pa = WOB/A + 2π·(N/60)·T/(A·v), the work that removes a volume of rock (Teale 1965). Efficient near 1.5
    /// to 2 times the rock's unconfined strength.
    /// </summary>
    /// <param name="weightOnBitN">N.</param>
    /// <param name="rotarySpeedRpm">rev/min.</param>
    /// <param name="torqueNm">N·m.</param>
    /// <param name="penetrationMPerS">m/s; below <see cref="LowestPenetrationMPerS"/> the result is NaN, since the formula has a pole at
    /// 0.</param>
    /// <param name="bitDiameterM">m.</param>
    public static float MechanicalSpecificEnergy(double weightOnBitN, double rotarySpeedRpm, double torqueNm, double penetrationMPerS,
        double bitDiameterM)
    {
        if (!(penetrationMPerS >= LowestPenetrationMPerS && bitDiameterM > 0)) return float.NaN;
        var area = Math.PI * bitDiameterM * bitDiameterM / 4;
        return (float)(weightOnBitN / area + 2 * Math.PI * (rotarySpeedRpm / 60) * torqueNm / (area * penetrationMPerS));
    }

    /// <summary>
    /// Stick-slip index (Nmax − Nmin) / (2 · Nmean): 0 steady, about 0.5 moderate, from 1 the bit stops. NaN while the string does not
    /// rotate (mean below 5 rev/min).
    /// </summary>
    public static float StickSlipIndex(float min, float max, float mean) => mean >= 5 ? (max - min) / (2 * mean) : float.NaN;

    /// <summary>
    /// d-exponent = log₁₀(ROP/60N) / log₁₀(12·WOB/(10⁶·D)) with ROP in ft/h, N in rev/min, WOB in lbf, D in inches (Jorden and Shirley
    /// 1966): drillability, usually 1.0 to 1.6; falls where pore pressure rises. NaN unless the string turns, the bit drills and carries
    /// weight, and both logarithms are negative.
    /// </summary>
    /// <param name="weightOnBitN">N.</param>
    /// <param name="rotarySpeedRpm">rev/min.</param>
    /// <param name="penetrationMPerS">m/s.</param>
    /// <param name="bitDiameterM">m.</param>
    public static float DExponent(double weightOnBitN, double rotarySpeedRpm, double penetrationMPerS, double bitDiameterM)
    {
        if (!(penetrationMPerS >= LowestPenetrationMPerS && rotarySpeedRpm >= 5 && weightOnBitN > 0 && bitDiameterM > 0)) return float.NaN;
        var advance = penetrationMPerS / FootM * 3600 / (60 * rotarySpeedRpm);
        var load = 12 * weightOnBitN / PoundForceN / (1e6 * (bitDiameterM / InchM));
        return advance < 1 && load < 1 ? (float)(Math.Log10(advance) / Math.Log10(load)) : float.NaN;
    }

    /// <summary>
    /// Equivalent circulating density, kg/m³ = ρ + Δp/(g·TVD); in field units MW + Δp/(0.052·TVD). NaN above 1 m of vertical depth.
    /// </summary>
    /// <param name="mudDensityKgPerM3">Density of the mud at rest, kg/m³.</param>
    /// <param name="annularLossPa">Pressure loss of the annulus, Pa.</param>
    /// <param name="verticalDepthM">True vertical depth, m.</param>
    public static float EquivalentCirculatingDensity(double mudDensityKgPerM3, double annularLossPa, double verticalDepthM) =>
        verticalDepthM >= 1 ? (float)(mudDensityKgPerM3 + annularLossPa / (Gravity * verticalDepthM)) : float.NaN;

    /// <summary>Hydraulic power of the pumps, W = p·Q; in field units hp = psi·gpm/1714. NaN while the pumps stand.</summary>
    /// <param name="standpipePressurePa">Standpipe pressure, Pa.</param>
    /// <param name="mudFlowM3PerS">Flow in, m³/s.</param>
    public static float HydraulicPower(double standpipePressurePa, double mudFlowM3PerS) =>
        mudFlowM3PerS > 0 && standpipePressurePa > 0 ? (float)(standpipePressurePa * mudFlowM3PerS) : float.NaN;

    /// <summary>
    /// Highest frequency, Hz, of the first torsional resonance of a string of this length: c/(4L), a rod held at the top drive and free at
    /// the bit, c = 3,178 m/s in steel. The inertia of the bottom-hole assembly lowers it, to 0.1–2 Hz in practice.
    /// </summary>
    public static double TorsionalResonanceHz(double stringLengthM) =>
        stringLengthM > 0 ? TorsionalWaveMPerS / (4 * stringLengthM) : double.NaN;
}
