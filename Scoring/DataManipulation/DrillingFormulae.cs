namespace Maintenance.Scoring.DataManipulation;

/// <summary>Drilling formulae. Source of the specific energy: Teale 1965.</summary>
internal static class DrillingFormulae
{
    /// <summary>
    /// Mechanical specific energy, Pa = WOB/A + 2π·(N/60)·T/(A·v).
    /// </summary>
    /// <param name="weightOnBitN">N.</param>
    /// <param name="rotarySpeedRpm">rev/min.</param>
    /// <param name="torqueNm">N·m.</param>
    /// <param name="penetrationMPerS">m/s; below 1e-5 the result is NaN, since the formula has a pole at 0.</param>
    /// <param name="bitDiameterM">m.</param>
    public static float MechanicalSpecificEnergy(double weightOnBitN, double rotarySpeedRpm, double torqueNm, double penetrationMPerS,
        double bitDiameterM)
    {
        if (!(penetrationMPerS >= 1e-5)) return float.NaN;
        var area = Math.PI * bitDiameterM * bitDiameterM / 4;
        return (float)(weightOnBitN / area + 2 * Math.PI * (rotarySpeedRpm / 60) * torqueNm / (area * penetrationMPerS));
    }

    /// <summary>Stick-slip index (Nmax − Nmin) / (2 · Nmean); NaN while the string does not rotate (mean below 5 rev/min).</summary>
    public static float StickSlipIndex(float min, float max, float mean) => mean >= 5 ? (max - min) / (2 * mean) : float.NaN;
}
