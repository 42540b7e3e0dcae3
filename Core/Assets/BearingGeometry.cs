namespace Maintenance.Core.Assets;

/// <summary>
/// Geometry of a rolling-element bearing, and the frequencies of its defects in orders: per turn of its shaft, outer race fixed
/// (ISO 15243 names the defects; the formulae are those of every textbook).
/// </summary>
/// <param name="Elements">Number of rolling elements, n; 3 or more.</param>
/// <param name="ElementDiameterM">Diameter of an element, d, in metres.</param>
/// <param name="PitchDiameterM">Diameter of the circle of their centres, D, in metres; greater than d.</param>
/// <param name="ContactAngleDeg">Contact angle, degrees, 0…90.</param>
public sealed record BearingGeometry(int Elements, double ElementDiameterM, double PitchDiameterM, double ContactAngleDeg = 0)
{
    private double K => ElementDiameterM / PitchDiameterM * Math.Cos(ContactAngleDeg * Math.PI / 180);

    /// <summary>Ball-pass frequency of the outer race (BPFO), orders.</summary>
    public double OuterRaceOrder => Elements / 2.0 * (1 - K);

    /// <summary>Ball-pass frequency of the inner race (BPFI), orders.</summary>
    public double InnerRaceOrder => Elements / 2.0 * (1 + K);

    /// <summary>Ball-spin frequency (BSF), orders; a ball that is damaged strikes both races: at twice this.</summary>
    public double ElementSpinOrder => PitchDiameterM / (2 * ElementDiameterM) * (1 - (K * K));

    /// <summary>Fundamental train frequency, that of the cage (FTF), orders.</summary>
    public double CageOrder => (1 - K) / 2;
}
