namespace Maintenance.Training.Evaluation.Drilling;

/// <summary>Agreement with a log's own rig activity.</summary>
/// <param name="Well">Well.</param>
/// <param name="Part">Part of the log.</param>
/// <param name="Sampling">How often there is a reading.</param>
/// <param name="Readings">Readings with an activity.</param>
/// <param name="Agreement">Share in which both say the same.</param>
/// <param name="Kappa">Cohen's kappa: agreement beyond chance, 1 complete; null when the log says only one thing.</param>
/// <param name="States">By state of the log.</param>
/// <param name="Flicker">States of our own shorter than 3 s between two of another, per hour.</param>
public sealed record StateFigures(
    string Well, string Part, string Sampling, int Readings, double Agreement, double? Kappa, IReadOnlyList<StateCount> States,
    double Flicker);
