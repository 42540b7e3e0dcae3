namespace Maintenance.Training.Boosting;

/// <summary>Result of <see cref="GroupedTraining"/>.</summary>
/// <param name="Trees">Trained on all rows.</param>
/// <param name="Parameters">Training parameters of <paramref name="Trees"/>.</param>
/// <param name="FoldOf">Fold of each row.</param>
/// <param name="BestRounds">Best round of each fold.</param>
/// <param name="HeldOut">Prediction for each row by a model that has not seen its group; row-major over the classes, one value per row for
/// a regression.</param>
public sealed record GroupedResult(BoostedTrees Trees, BoostingParameters Parameters, int[] FoldOf, int[] BestRounds, float[] HeldOut);
