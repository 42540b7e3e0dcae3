namespace Maintenance.Simulator.Physics;

/// <summary>Defects of a bearing that a fault plan may ask for.</summary>
public static class BearingDefects
{
    /// <summary>A spall on the outer race, which stands still in the load: impacts of equal strength at BPFO.</summary>
    public const string OuterRace = "outer race";

    /// <summary>A spall on the inner race: impacts at BPFI, modulated once per turn as it passes the load zone.</summary>
    public const string InnerRace = "inner race";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [OuterRace, InnerRace];
}
