namespace Maintenance.Training.Tables;

/// <summary>Precision and recall of one class when the most likely class is predicted.</summary>
/// <param name="Name">Name of the class.</param>
/// <param name="Rows">Rows of the class.</param>
/// <param name="Groups">Groups it occurs in.</param>
/// <param name="Precision">Share of rows predicted as this class that belong to it; null when there are none.</param>
/// <param name="Recall">Share of its rows predicted as this class.</param>
/// <param name="F1">Harmonic mean of precision and recall.</param>
public sealed record TableClassFigures(string Name, int Rows, int Groups, double? Precision, double Recall, double F1);
