namespace Maintenance.Scoring.Trends;

/// <summary>One sign of a sticking string: how strong, and the value with what is usual, both of the minute in which it was strongest.</summary>
/// <param name="Index">In units of its limit, weighted by how long ago it was; 0 when nothing was seen.</param>
/// <param name="Value">What was measured.</param>
/// <param name="Usual">What is usual at most.</param>
internal readonly record struct Sign(float Index, float Value, float Usual)
{
    /// <summary>The stronger of two.</summary>
    public Sign Or(Sign other) => other.Index > Index ? other : this;
}

/// <summary>The signs of a sticking string that the last twenty minutes show.</summary>
internal record struct StuckPipeEvidence
{
    /// <summary>String load above that of the minutes before in the same state, N.</summary>
    public Sign Overpull { get; set; }

    /// <summary>Torque while the string does not turn as fast as it did, N·m: it is wound up.</summary>
    public Sign Stall { get; set; }

    /// <summary>Torque above its own upper level in the same state, N·m.</summary>
    public Sign TorqueRise { get; set; }

    /// <summary>Range of torque over twenty minutes, N·m.</summary>
    public Sign TorqueSwing { get; set; }

    /// <summary>Standpipe pressure above that of the same flow, Pa.</summary>
    public Sign PressureRise { get; set; }

    /// <summary>True when at least one sign could have been seen.</summary>
    public bool IsSeen { get; set; }

    /// <summary>Their sum.</summary>
    public readonly double Index =>
        (double)Overpull.Index + Stall.Index + TorqueRise.Index + TorqueSwing.Index + PressureRise.Index;
}
