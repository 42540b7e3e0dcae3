namespace Maintenance.Training.Evaluation.Fleet.Alarms;

/// <summary>A second of live data, and how long it and the back-fill of that second took to the store.</summary>
/// <param name="At">Its beginning, in the time of the fleet.</param>
/// <param name="Milliseconds">From its arrival to its rows in the store.</param>
public sealed record SlowSecond(DateTime At, double Milliseconds);
