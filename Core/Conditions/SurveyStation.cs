namespace Maintenance.Core.Conditions;

/// <summary>A station of a survey: where the hole was measured.</summary>
/// <param name="MeasuredDepthM">Along the hole, m.</param>
/// <param name="InclinationDeg">From vertical, degrees, 0–180.</param>
/// <param name="AzimuthDeg">From north, clockwise, degrees; any turn is the same as its remainder by 360.</param>
public readonly record struct SurveyStation(double MeasuredDepthM, double InclinationDeg, double AzimuthDeg);
