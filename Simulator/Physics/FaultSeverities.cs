namespace Maintenance.Simulator.Physics;

/// <summary>Severity 0…1 of each fault at one moment of one drill.</summary>
internal readonly record struct FaultSeverities(double BearingWear, double Imbalance, double StickSlip, double Overheating);
