namespace Maintenance.Dashboard.Controls;

/// <summary>
/// Colour by meaning, after ISA-101: greys for the normal, colour for the abnormal only. <c>client/chart-view.ts</c> has the colours.
/// </summary>
public enum ChartTone
{
    /// <summary>As it should be.</summary>
    Normal,

    /// <summary>As it should be too, told apart by a lighter grey.</summary>
    Faint,

    /// <summary>Late, or out of order: not abnormal, but to be told apart at a glance; a strong grey-blue.</summary>
    Late,

    /// <summary>Not known.</summary>
    Unknown,

    /// <summary>Plan work.</summary>
    Warning,

    /// <summary>Act now.</summary>
    Alarm,
}
