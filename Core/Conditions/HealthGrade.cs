namespace Maintenance.Core.Conditions;

/// <summary>Grade of a drill's condition, after the zones of ISO 20816: derived from the health index. Stored as one letter.</summary>
public enum HealthGrade
{
    /// <summary>Health index ≥ 85: as new.</summary>
    A,

    /// <summary>70 … 85: fit for unrestricted operation.</summary>
    B,

    /// <summary>40 … 70: plan maintenance.</summary>
    C,

    /// <summary>Below 40: act now.</summary>
    D,
}
