namespace Maintenance.Scoring.DataManipulation;

/// <summary>A section of a drill string.</summary>
/// <param name="LengthM">Length, m; that of the uppermost section does not matter, it reaches to surface.</param>
/// <param name="WeightNPerM">Weight in air per length, N/m.</param>
/// <param name="ContactRadiusM">Radius at which it touches the wall: of its tool joints, m.</param>
internal readonly record struct StringSection(double LengthM, double WeightNPerM, double ContactRadiusM)
{
    /// <summary>A steel tube.</summary>
    public static StringSection OfSteel(double lengthM, double outsideM, double insideM) => new(
        lengthM, Math.PI / 4 * ((outsideM * outsideM) - (insideM * insideM)) * DrillingFormulae.SteelKgPerM3 * DrillingFormulae.Gravity,
        outsideM / 2);
}
