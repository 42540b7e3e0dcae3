namespace Maintenance.Core.Conditions;

/// <summary>Maps health index to grade.</summary>
public static class HealthGrades
{
    /// <summary>Grade of a health index 0–100.</summary>
    public static HealthGrade FromIndex(float healthIndex) => healthIndex switch
    {
        >= 85 => HealthGrade.A,
        >= 70 => HealthGrade.B,
        >= 40 => HealthGrade.C,
        _ => HealthGrade.D,
    };

    /// <summary>The letter stored in SQL and JSON; no allocation.</summary>
    public static string Letter(HealthGrade grade) => grade switch
    {
        HealthGrade.A => "A",
        HealthGrade.B => "B",
        HealthGrade.C => "C",
        _ => "D",
    };
}
