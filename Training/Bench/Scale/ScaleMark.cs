namespace Maintenance.Training.Bench.Scale;

/// <summary>A size at which the pipeline is measured.</summary>
/// <param name="Drills">Drills that send.</param>
/// <param name="ReadingsPerBlock">Readings of each one-second block.</param>
/// <param name="Stored">Readings that are stored before, at least.</param>
public sealed record ScaleMark(int Drills, int ReadingsPerBlock, long Stored);
