using Maintenance.Core.Conditions;

namespace Maintenance.Scoring.HealthAssessment;

/// <summary>
/// Keeps a grade from flapping: it worsens at once, and improves only when no minute of the last five was worse, an off-delay as alarms
/// have (ISA-18.2). A pure function of the health index and of the minutes before, so that any order of arrival gives the same grade.
/// </summary>
internal static class GradeHysteresis
{
    /// <summary>Grades a health index.</summary>
    /// <param name="healthIndex">Of the block, 0–100.</param>
    /// <param name="lowestBefore">Lowest median health index of the minutes before (<see cref="TrendContext"/>); NaN without any.</param>
    public static HealthGrade Of(float healthIndex, float lowestBefore)
    {
        var grade = HealthGrades.FromIndex(healthIndex);
        if (float.IsNaN(lowestBefore)) return grade;
        var held = HealthGrades.FromIndex(lowestBefore);
        return held > grade ? held : grade;
    }
}
