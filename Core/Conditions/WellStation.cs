namespace Maintenance.Core.Conditions;

/// <summary>Direction of a hole at a depth, as measured.</summary>
/// <param name="MeasuredDepthM">Along the hole, m.</param>
/// <param name="InclinationDeg">From vertical, degrees, 0–180.</param>
/// <param name="AzimuthDeg">From north, clockwise, degrees.</param>
public readonly record struct WellStation(double MeasuredDepthM, double InclinationDeg, double AzimuthDeg);
