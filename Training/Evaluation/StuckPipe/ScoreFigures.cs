namespace Maintenance.Training.Evaluation.StuckPipe;

/// <summary>How well one score separates stuck cases from others.</summary>
/// <param name="Name">Description of the score.</param>
/// <param name="AreaWithinHoles">Area under the ROC curve over pairs of the same hole: rigs differ in scale; null when no hole has cases of
/// both kinds.</param>
/// <param name="Interval">Its 95 % interval, by drawing cases of each hole and kind again.</param>
/// <param name="AreaOverAll">The same over all pairs.</param>
/// <param name="Holes">The area in each hole that has cases of both kinds.</param>
public sealed record ScoreFigures(
    string Name, double? AreaWithinHoles, AreaInterval? Interval, double AreaOverAll, IReadOnlyDictionary<string, double> Holes);

/// <summary>A 95 % interval.</summary>
/// <param name="Low">2.5th percentile.</param>
/// <param name="High">97.5th percentile.</param>
public sealed record AreaInterval(double Low, double High);
