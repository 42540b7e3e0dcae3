namespace Maintenance.Scoring.Alarms;

/// <summary>Whether a condition holds, as far as readings have shown (Kleene's logic).</summary>
internal enum Truth : byte
{
    /// <summary>No reading has shown it yet.</summary>
    Unknown,

    /// <summary>It does not hold.</summary>
    False,

    /// <summary>It holds.</summary>
    True,
}
