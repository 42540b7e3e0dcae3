namespace Maintenance.Training.Evaluation.StuckPipe;

/// <summary>Output of <c>evaluate stuck-pipe</c>.</summary>
/// <param name="Protocol">How the cases were split.</param>
/// <param name="Cases">Number of cases.</param>
/// <param name="Stuck">Of these, cases that ended with stuck pipe.</param>
/// <param name="Scores">The discriminant on held-out holes, then single-feature scores on the same cases.</param>
public sealed record StuckPipeFigures(string Protocol, int Cases, int Stuck, IReadOnlyList<ScoreFigures> Scores);
