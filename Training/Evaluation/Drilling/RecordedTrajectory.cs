namespace Maintenance.Training.Evaluation.Drilling;

/// <summary>A trajectory as recorded, with the positions that its maker computed.</summary>
internal sealed record RecordedTrajectory(string Name, double SectionAzimuthDeg, IReadOnlyList<RecordedStation> Stations);
