namespace Maintenance.Core.Business;

/// <summary>
/// Decline of a well's oil rate (Arps 1945, <i>Analysis of decline curves</i>): q(t) = qᵢ / (1 + b·Dᵢ·t)^(1/b), in the limit
/// b = 0 exponential, q(t) = qᵢ·e^(−Dᵢ·t); b = 1 is harmonic.
/// </summary>
/// <param name="InitialRate">qᵢ, m³ a day, more than 0.</param>
/// <param name="InitialDecline">Dᵢ, per day, at least 0.</param>
/// <param name="Exponent">b, 0 to 1.</param>
public readonly record struct DeclineCurve(double InitialRate, double InitialDecline, double Exponent)
{
    // Below it the hyperbolic form loses more digits than the exponential one is off.
    private const double Exponential = 1e-6;

    /// <summary>Rate after a time.</summary>
    /// <param name="days">Days since the rate was <see cref="InitialRate"/>.</param>
    /// <returns>m³ a day.</returns>
    public double Rate(double days) => Exponent < Exponential
        ? InitialRate * Math.Exp(-InitialDecline * days)
        : InitialRate / Math.Pow(1 + Exponent * InitialDecline * days, 1 / Exponent);

    /// <summary>Oil produced from the beginning to a time: the integral of <see cref="Rate"/>.</summary>
    /// <param name="days">Days.</param>
    /// <returns>m³.</returns>
    public double Cumulative(double days)
    {
        if (InitialDecline == 0) return InitialRate * days;
        if (Exponent < Exponential) return InitialRate / InitialDecline * (1 - Math.Exp(-InitialDecline * days));
        if (Math.Abs(1 - Exponent) < Exponential) return InitialRate / InitialDecline * Math.Log(1 + InitialDecline * days);
        return InitialRate / (InitialDecline * (1 - Exponent))
            * (1 - Math.Pow(1 + Exponent * InitialDecline * days, (Exponent - 1) / Exponent));
    }
}
