namespace Maintenance.Training.Evaluation.Drilling;

/// <summary>Largest distance of our positions from those recorded, m; null where the record has none.</summary>
/// <param name="Name">Trajectory.</param>
/// <param name="Stations">Stations.</param>
/// <param name="LengthM">Measured depth from first to last station, m.</param>
/// <param name="VerticalDepthM">Of true vertical depth.</param>
/// <param name="NorthM">Of north.</param>
/// <param name="EastM">Of east.</param>
/// <param name="DisplacementM">Of horizontal displacement.</param>
/// <param name="VerticalSectionM">Of vertical section.</param>
/// <param name="MaxDoglegSeverityDegPer30M">Largest dogleg severity, degrees per 30 m.</param>
/// <param name="TortuosityDegPer30M">Mean curvature, degrees per 30 m.</param>
public sealed record TrajectoryFigures(
    string Name, int Stations, double LengthM, double? VerticalDepthM, double? NorthM, double? EastM, double? DisplacementM,
    double? VerticalSectionM, double MaxDoglegSeverityDegPer30M, double TortuosityDegPer30M);
