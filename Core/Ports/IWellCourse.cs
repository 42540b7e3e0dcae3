using Maintenance.Core.Conditions;

namespace Maintenance.Core.Ports;

/// <summary>The course of a hole from measured directions, by minimum curvature. Any thread.</summary>
public interface IWellCourse
{
    /// <summary>A point for each station, counted from the first one: its place and its vertical depth are 0.</summary>
    /// <param name="stations">Measured depth ascending.</param>
    /// <param name="sectionAzimuthDeg">Azimuth of the vertical section, degrees.</param>
    /// <exception cref="InvalidDataException">
    /// Fewer than two stations, a value out of range, depths that do not ascend, or a hole that turns back on itself.
    /// </exception>
    IReadOnlyList<TrajectoryPoint> Compute(IReadOnlyList<SurveyStation> stations, double sectionAzimuthDeg);
}
