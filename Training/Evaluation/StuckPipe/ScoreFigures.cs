namespace Maintenance.Training.Evaluation.StuckPipe;

/// <summary>How well one score separates stuck cases from others.</summary>
/// <param name="Name">Description of the score.</param>
/// <param name="AreaWithinHoles">Area under the ROC curve over pairs of the same hole: rigs differ in scale; null when no hole has cases of
/// both kinds.</param>
/// <param name="AreaOverAll">The same over all pairs.</param>
public sealed record ScoreFigures(string Name, double? AreaWithinHoles, double AreaOverAll);
