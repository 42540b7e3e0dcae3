namespace Maintenance.Core.WorkOrders;

/// <summary>A share of cases with the 95 % interval of Wilson, which holds for few cases and shares near 0 and 1 too.</summary>
/// <param name="Hits">Cases that count.</param>
/// <param name="Cases">All cases.</param>
public readonly record struct Proportion(int Hits, int Cases)
{
    private const double Z = 1.959963984540054;

    /// <summary>The share; NaN without a case.</summary>
    public double Value => (double)Hits / Cases;

    /// <summary>Lower end of the interval; NaN without a case.</summary>
    public double Low => Hits == 0 && Cases > 0 ? 0 : Middle - Half;

    /// <summary>Upper end of the interval; NaN without a case.</summary>
    public double High => Hits == Cases && Cases > 0 ? 1 : Middle + Half;

    private double Middle => (Hits + (Z * Z / 2)) / (Cases == 0 ? double.NaN : Cases + (Z * Z));

    private double Half => Z / (Cases + (Z * Z)) * Math.Sqrt(((double)Hits * (Cases - Hits) / Cases) + (Z * Z / 4));
}
