namespace Maintenance.Scoring.Training;

/// <summary>What <see cref="GroupedTraining"/> gives.</summary>
/// <param name="Booster">Trained on all rows; the owner disposes.</param>
/// <param name="Parameters">What it was grown with.</param>
/// <param name="FoldOf">Fold of each row.</param>
/// <param name="BestRounds">Best round of each fold.</param>
/// <param name="Held">Prediction of each row by a model that knows nothing of its group; row-major over the classes, one value a row for a number.</param>
public sealed record GroupedResult(GradientBoosting Booster, BoostingParameters Parameters, int[] FoldOf, int[] BestRounds, float[] Held) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Booster.Dispose();
}
