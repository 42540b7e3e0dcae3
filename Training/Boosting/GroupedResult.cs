namespace Maintenance.Training.Boosting;

/// <summary>What <see cref="GroupedTraining"/> gives.</summary>
/// <param name="Trees">Trained on all rows.</param>
/// <param name="Parameters">What they were grown with.</param>
/// <param name="FoldOf">Fold of each row.</param>
/// <param name="BestRounds">Best round of each fold.</param>
/// <param name="Held">Prediction of each row by a model that knows nothing of its group; row-major over the classes, one value a row for a
/// number.</param>
public sealed record GroupedResult(BoostedTrees Trees, BoostingParameters Parameters, int[] FoldOf, int[] BestRounds, float[] Held);
