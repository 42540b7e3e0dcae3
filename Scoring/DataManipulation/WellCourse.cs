using Maintenance.Core.Conditions;
using Maintenance.Core.Ports;

namespace Maintenance.Scoring.DataManipulation;

/// <summary>Gives others the course of a hole (<see cref="Trajectory"/>).</summary>
internal sealed class WellCourse : IWellCourse
{
    /// <inheritdoc/>
    public IReadOnlyList<TrajectoryPoint> Compute(IReadOnlyList<SurveyStation> stations, double sectionAzimuthDeg) =>
        Trajectory.Compute([.. stations], sectionAzimuthDeg, verticalDepthM: 0).Points;
}
