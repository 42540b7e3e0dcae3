namespace Maintenance.Training.Evaluation.Drilling;

/// <summary>One state.</summary>
/// <param name="State">State.</param>
/// <param name="InLog">Readings for which the log says it.</param>
/// <param name="Detected">Readings for which we say it.</param>
/// <param name="Both">Readings for which both do.</param>
public sealed record StateCount(string State, int InLog, int Detected, int Both);
