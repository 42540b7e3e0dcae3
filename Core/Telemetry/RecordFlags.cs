namespace Maintenance.Core.Telemetry;

/// <summary>Properties of a telemetry record as a whole (codec V1, byte 5).</summary>
[Flags]
public enum RecordFlags : byte
{
    /// <summary>Loose readings of a client that does not number them: duplicates are recognised by event time.</summary>
    None = 0,

    /// <summary>An edge-made block: readings at a constant interval, described and assessed together.</summary>
    Block = 1,

    /// <summary>Re-sent from the edge's store after an outage.</summary>
    Historical = 2,

    /// <summary>Each reading has its own event time (a column of Unix µs, ascending); otherwise time = event time + i × interval.</summary>
    HasTimes = 4,

    /// <summary>Stream epoch and sequence are valid: duplicates and gaps are recognised by them.</summary>
    Sequenced = 8,
}
