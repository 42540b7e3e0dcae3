namespace Maintenance.Core.Conditions;

/// <summary>Names of the failure modes as stored and shown.</summary>
public static class FailureModes
{
    /// <summary>No failure mode stands out.</summary>
    public const string None = "none";

    /// <summary>A defect of a rolling-element bearing: a race, an element or the cage, or wear that cannot be placed.</summary>
    public const string BearingWear = "bearing_wear";

    /// <summary>Rotor imbalance.</summary>
    public const string Imbalance = "imbalance";

    /// <summary>Torsional stick-slip of the drill string.</summary>
    public const string StickSlip = "stick_slip";

    /// <summary>Overheating of motor, gearbox or bearing.</summary>
    public const string Overheating = "overheating";

    /// <summary>Worn or broken teeth of a gear.</summary>
    public const string GearWear = "gear_wear";

    /// <summary>Lateral whirl of bit or bottom-hole assembly.</summary>
    public const string Whirl = "whirl";

    /// <summary>Axial bouncing of the bit.</summary>
    public const string BitBounce = "bit_bounce";

    /// <summary>A dull or balled bit: more energy for the same rock.</summary>
    public const string BitWear = "bit_wear";

    /// <summary>The string is about to stick: pack-off, overpull, erratic torque.</summary>
    public const string StuckPipe = "stuck_pipe";

    /// <summary>A hole in the string, or a worn pump: pressure falls at unchanged flow.</summary>
    public const string Washout = "washout";

    /// <summary>The class labels of a drill-health model, in the order of its outputs, <see cref="None"/> first.</summary>
    public static IReadOnlyList<string> Classes { get; } = [None, BearingWear, Imbalance, StickSlip, Overheating];

    /// <summary>
    /// Every failure mode that is judged, first the classes of a model, in a fixed order: append, never renumber.
    /// </summary>
    public static IReadOnlyList<string> All { get; } =
        [BearingWear, Imbalance, StickSlip, Overheating, GearWear, Whirl, BitBounce, BitWear, StuckPipe, Washout];

    /// <summary>Position of a mode in <see cref="All"/>; −1 for any other text.</summary>
    public static int IndexOf(string mode)
    {
        for (var i = 0; i < All.Count; i++)
            if (string.Equals(All[i], mode, StringComparison.Ordinal)) return i;
        return -1;
    }
}
