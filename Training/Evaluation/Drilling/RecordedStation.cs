using Maintenance.Core.Conditions;

namespace Maintenance.Training.Evaluation.Drilling;

/// <summary>A station with the position recorded for it, m; NaN where the record has none.</summary>
internal sealed record RecordedStation(
    SurveyStation Station, double VerticalDepthM, double NorthM, double EastM, double VerticalSectionM);
