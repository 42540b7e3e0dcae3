namespace Maintenance.Simulator.Physics;

/// <summary>Severity 0…1 of each fault of one drill at one moment.</summary>
internal readonly record struct FaultSeverities(double BearingWear, double Imbalance, double StickSlip, double Overheating);
