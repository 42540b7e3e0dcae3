using Maintenance.Core.Conditions;
using Maintenance.Core.Ports;

namespace Maintenance.Scoring.DataManipulation;

/// <summary>Gives others the course of a hole (<see cref="Trajectory"/>).</summary>
internal sealed class WellCourse : IWellCourse
{
    /// <inheritdoc/>
    public IReadOnlyList<WellPoint> Compute(IReadOnlyList<WellStation> stations, double sectionAzimuthDeg)
    {
        SurveyStation[] survey = [.. stations.Select(s => new SurveyStation(s.MeasuredDepthM, s.InclinationDeg, s.AzimuthDeg))];
        return [.. Trajectory.Compute(survey, sectionAzimuthDeg, verticalDepthM: 0).Points.Zip(stations, (p, s) =>
            new WellPoint(s, p.NorthM, p.EastM, p.VerticalDepthM, p.VerticalSectionM, p.DoglegSeverityDegPer30M))];
    }
}
