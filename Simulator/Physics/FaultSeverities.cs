using Maintenance.Core.Conditions;

namespace Maintenance.Simulator.Physics;

/// <summary>The fault of one drill at one moment. The default is a healthy drill.</summary>
/// <param name="Mode">One of <see cref="FailureModes.All"/>; null when healthy.</param>
/// <param name="Severity">0…1.</param>
/// <param name="Defect">Defect within the mode (<see cref="BearingDefects"/>), or null.</param>
/// <param name="FailedAtSecond">Unix time of the failure, s; NaN before it.</param>
internal readonly record struct FaultSeverities(string? Mode, double Severity, string? Defect, double FailedAtSecond)
{
    public double BearingWear => Of(FailureModes.BearingWear);

    public double Imbalance => Of(FailureModes.Imbalance);

    public double StickSlip => Of(FailureModes.StickSlip);

    public double Overheating => Of(FailureModes.Overheating);

    public double GearWear => Of(FailureModes.GearWear);

    public double Whirl => Of(FailureModes.Whirl);

    public double BitBounce => Of(FailureModes.BitBounce);

    public double BitWear => Of(FailureModes.BitWear);

    public double StuckPipe => Of(FailureModes.StuckPipe);

    public double Washout => Of(FailureModes.Washout);

    /// <summary>True once the string is held: it neither turns nor moves.</summary>
    public bool IsStuck => StuckPipe > 0 && !double.IsNaN(FailedAtSecond);

    private double Of(string mode) => string.Equals(Mode, mode, StringComparison.Ordinal) ? Severity : 0;
}
