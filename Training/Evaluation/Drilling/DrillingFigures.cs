namespace Maintenance.Training.Evaluation.Drilling;

/// <summary>Result of <see cref="DrillingEvaluation"/>.</summary>
/// <param name="Protocol">What was done.</param>
/// <param name="States">Agreement of drilling states, per well, part of the log and rate.</param>
/// <param name="Energy">Specific energy against the log's own, per well.</param>
/// <param name="Trajectories">Positions against those recorded.</param>
/// <param name="Notes">What could not be judged, and why.</param>
public sealed record DrillingFigures(
    string Protocol,
    IReadOnlyList<StateFigures> States,
    IReadOnlyList<EnergyFigures> Energy,
    IReadOnlyList<TrajectoryFigures> Trajectories,
    IReadOnlyList<string> Notes);
