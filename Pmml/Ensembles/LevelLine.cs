namespace Maintenance.Pmml.Ensembles;

/// <summary>
/// An additional output of a regression: piecewise linear in the prediction, extrapolated beyond the outer points, and never below zero.
/// </summary>
/// <param name="Name">Name of the output.</param>
/// <param name="Points">Predictions, ascending, and the output at each; at least two.</param>
public sealed record LevelLine(string Name, IReadOnlyList<LevelPoint> Points);
