using Maintenance.Core.Conditions;
using Maintenance.Scoring.Trends;

namespace Maintenance.Scoring.HealthAssessment;

/// <summary>
/// Keeps a grade from flapping: it worsens at once, and improves only when no minute of the last five was worse, an off-delay as alarms have
/// (ISA-18.2). A pure function of the health index and of the minutes before, so that any order of arrival gives the same grade.
/// </summary>
internal static class GradeHysteresis
{
    /// <summary>Grades a health index.</summary>
    /// <param name="healthIndex">Of the block, 0–100.</param>
    /// <param name="before">
    /// Median health index of each of the last minutes (<see cref="TrendContext.HealthMinutes"/>); NaN for one without.
    /// </param>
    public static HealthGrade Of(float healthIndex, ReadOnlySpan<float> before)
    {
        var grade = HealthGrades.FromIndex(healthIndex);
        foreach (var index in before)
            if (!float.IsNaN(index) && HealthGrades.FromIndex(index) is var held && held > grade) grade = held;
        return grade;
    }
}
