namespace Maintenance.Core.Conditions;

/// <summary>A point of the hole.</summary>
/// <param name="Station">What was measured.</param>
/// <param name="NorthM">From the reference, m.</param>
/// <param name="EastM">From the reference, m.</param>
/// <param name="VerticalDepthM">True vertical depth (TVD), m.</param>
/// <param name="VerticalSectionM">Displacement in the azimuth of the vertical section, m.</param>
/// <param name="DoglegDeg">Change of direction since the point before, degrees.</param>
/// <param name="DoglegSeverityDegPer30M">The same per 30 m of hole.</param>
/// <param name="TurnedDeg">All changes of direction from the first point to here, degrees.</param>
public readonly record struct TrajectoryPoint(
    SurveyStation Station,
    double NorthM,
    double EastM,
    double VerticalDepthM,
    double VerticalSectionM,
    double DoglegDeg,
    double DoglegSeverityDegPer30M,
    double TurnedDeg)
{
    /// <summary>Horizontal displacement (closure distance) from the reference, m.</summary>
    public double DisplacementM => Math.Sqrt((NorthM * NorthM) + (EastM * EastM));
}
