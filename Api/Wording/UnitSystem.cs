namespace Maintenance.Api.Wording;

/// <summary>Units in which values are shown to a user.</summary>
public enum UnitSystem
{
    /// <summary>kN, bar, m/h, L/min, °C.</summary>
    Metric,

    /// <summary>klbf, psi, ft/h, gal/min, °F.</summary>
    Oilfield,
}
