namespace Maintenance.Core.Conditions;

/// <summary>What the rig is doing; gates descriptors and alarms. Stored as text in snake_case.</summary>
public enum DrillingState
{
    /// <summary>Unknown: the channels that determine it are absent.</summary>
    Unknown,

    /// <summary>Not rotating, not circulating, bit still.</summary>
    Idle,

    /// <summary>Rotating on bottom: the bit can make hole.</summary>
    Drilling,

    /// <summary>Circulating off bottom without rotation.</summary>
    Circulating,

    /// <summary>Rotating off bottom (reaming).</summary>
    Reaming,

    /// <summary>Bit moving without circulation or rotation.</summary>
    Tripping,

    /// <summary>In slips, making or breaking a connection.</summary>
    Connection,
}
