namespace Maintenance.Training.Tables;

/// <summary>Precision and recall of one class, the likeliest class being named.</summary>
/// <param name="Name">Class.</param>
/// <param name="Rows">Rows of it.</param>
/// <param name="Groups">Groups it occurs in.</param>
/// <param name="Precision">Share of rows named so that are; null when none is named so.</param>
/// <param name="Recall">Share of its rows named so.</param>
/// <param name="F1">Harmonic mean of both.</param>
public sealed record TableClassFigures(string Name, int Rows, int Groups, double? Precision, double Recall, double F1);
