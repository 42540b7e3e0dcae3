namespace Maintenance.Training.Evaluation.StuckPipe;

/// <summary>What <c>evaluate stuck-pipe</c> prints.</summary>
/// <param name="Protocol">How the cases were split.</param>
/// <param name="Cases">Cases judged.</param>
/// <param name="Stuck">Of these, ended stuck.</param>
/// <param name="Scores">The discriminant of held-back holes, then the single-feature rules on the same cases.</param>
public sealed record StuckPipeFigures(string Protocol, int Cases, int Stuck, IReadOnlyList<ScoreFigures> Scores);
