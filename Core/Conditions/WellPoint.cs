namespace Maintenance.Core.Conditions;

/// <summary>A point of a hole, counted from its first station.</summary>
/// <param name="Station">What was measured there.</param>
/// <param name="NorthM">North, m.</param>
/// <param name="EastM">East, m.</param>
/// <param name="DownM">Vertically down, m.</param>
/// <param name="SectionM">In the direction of the vertical section, m.</param>
/// <param name="DoglegDegPer30M">Change of direction since the point before, degrees per 30 m.</param>
public readonly record struct WellPoint(
    WellStation Station, double NorthM, double EastM, double DownM, double SectionM, double DoglegDegPer30M);
