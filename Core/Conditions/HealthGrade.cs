namespace Maintenance.Core.Conditions;

/// <summary>Grade of a drill's condition, after the zones of ISO 20816: derived from the health index. Stored as one letter.</summary>
public enum HealthGrade
{
    /// <summary>From <see cref="HealthGrades.AFrom"/> on: as new.</summary>
    A,

    /// <summary>From <see cref="HealthGrades.BFrom"/> on: fit for unrestricted operation.</summary>
    B,

    /// <summary>From <see cref="HealthGrades.CFrom"/> on: plan maintenance.</summary>
    C,

    /// <summary>Below <see cref="HealthGrades.CFrom"/>: act now.</summary>
    D,
}
