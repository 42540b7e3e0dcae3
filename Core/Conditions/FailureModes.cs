namespace Maintenance.Core.Conditions;

/// <summary>Names of the failure modes as stored and shown; also the class labels of the shipped model.</summary>
public static class FailureModes
{
    /// <summary>No failure mode stands out.</summary>
    public const string None = "none";

    /// <summary>Rolling-element bearing wear of the top drive.</summary>
    public const string BearingWear = "bearing_wear";

    /// <summary>Rotor imbalance.</summary>
    public const string Imbalance = "imbalance";

    /// <summary>Torsional stick-slip of the drill string.</summary>
    public const string StickSlip = "stick_slip";

    /// <summary>Overheating of motor or gearbox.</summary>
    public const string Overheating = "overheating";

    /// <summary>All modes in the order of the model's classes, <see cref="None"/> first.</summary>
    public static IReadOnlyList<string> All { get; } = [None, BearingWear, Imbalance, StickSlip, Overheating];
}
