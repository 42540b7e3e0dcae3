namespace Maintenance.Dashboard.Controls;

/// <summary>
/// Colour by meaning, after ISA-101: grey for normal, colour for abnormal only. The colours are in <c>client/styles/chart.css</c>.
/// </summary>
public enum ChartTone
{
    /// <summary>Normal.</summary>
    Normal,

    /// <summary>Also normal, in a lighter grey to tell it apart.</summary>
    Faint,

    /// <summary>Late or out of order: not abnormal, but distinct at a glance; a strong grey-blue.</summary>
    Late,

    /// <summary>Unknown.</summary>
    Unknown,

    /// <summary>There is data, and it tells nothing; a strong grey.</summary>
    NotAssessed,

    /// <summary>A sensor is at fault: the instrument, not the machine.</summary>
    Sensor,

    /// <summary>Plan work.</summary>
    Warning,

    /// <summary>Act now.</summary>
    Alarm,
}
