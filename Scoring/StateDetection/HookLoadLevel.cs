namespace Maintenance.Scoring.StateDetection;

/// <summary>
/// The hook loads that tell a string in slips from one that hangs in the block, learned from the drill's own past: in slips only block and
/// top drive weigh, 50 kN on a workover rig, 700 kN on a drill ship. Where the block moves and the bit does not, the string is in slips;
/// where the bit moves or drills, it hangs. NaN where the past does not tell.
/// </summary>
/// <param name="SlipsBelowN">Below it the string is in slips, N.</param>
/// <param name="HangsAboveN">Above it the string hangs, N.</param>
internal readonly record struct HookLoadLevel(float SlipsBelowN, float HangsAboveN)
{
    /// <summary>Nothing is known of the rig.</summary>
    public static HookLoadLevel Unknown { get; } = new(float.NaN, float.NaN);
}
