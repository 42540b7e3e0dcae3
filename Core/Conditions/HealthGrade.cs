namespace Maintenance.Core.Conditions;

/// <summary>Grade of a drill's condition, after the zones of ISO 20816: derived from the health index. Stored as one letter.</summary>
public enum HealthGrade
{
    /// <summary>From <see cref="HealthGrades.AFrom"/> up: as new.</summary>
    A,

    /// <summary>From <see cref="HealthGrades.BFrom"/> up: fit for unrestricted operation.</summary>
    B,

    /// <summary>From <see cref="HealthGrades.CFrom"/> up: plan maintenance.</summary>
    C,

    /// <summary>Below <see cref="HealthGrades.CFrom"/>: act now.</summary>
    D,
}
