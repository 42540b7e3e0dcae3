namespace Maintenance.Pmml.Ensembles;

/// <summary>A point of a <see cref="LevelLine"/>.</summary>
/// <param name="Predicted">Prediction.</param>
/// <param name="Level">Output there.</param>
public readonly record struct LevelPoint(double Predicted, double Level);
