namespace Maintenance.Pmml.Ensembles;

/// <summary>
/// A further output of a regression: piecewise linear in its prediction, the outer pieces going on beyond the points, and never below zero.
/// </summary>
/// <param name="Name">Name of the output.</param>
/// <param name="Points">Predictions, ascending, and the output at each; at least two.</param>
public sealed record LevelLine(string Name, IReadOnlyList<LevelPoint> Points);
