namespace Maintenance.Core.Conditions;

/// <summary>Maps health index to grade.</summary>
public static class HealthGrades
{
    /// <summary>Lowest health index of grade <see cref="HealthGrade.A"/>.</summary>
    public const float AFrom = 85;

    /// <summary>Lowest health index of grade <see cref="HealthGrade.B"/>.</summary>
    public const float BFrom = 70;

    /// <summary>Lowest health index of grade <see cref="HealthGrade.C"/>.</summary>
    public const float CFrom = 40;

    /// <summary>Grade of a health index 0–100.</summary>
    public static HealthGrade FromIndex(float healthIndex) => healthIndex switch
    {
        >= AFrom => HealthGrade.A,
        >= BFrom => HealthGrade.B,
        >= CFrom => HealthGrade.C,
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
