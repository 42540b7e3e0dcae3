using Maintenance.Training.Boosting;
using Maintenance.Training.Rows;

namespace Maintenance.Training.Evaluation.CMapss;

/// <summary>
/// Boosted trees on the features of one fold's training engines; labels are the RUL capped at <see cref="Cap"/>.
/// </summary>
internal sealed class FoldModel
{
    /// <summary>Cap of the published protocol, cycles: above it an engine shows no wear yet.</summary>
    public const int Cap = 125;

    private const int RowsBeforeThinning = 30_000;
    private const int FirstRow = 9;
    private readonly EngineFeatures _features;
    private readonly BoostedTrees _trees;

    private FoldModel(EngineFeatures features, BoostedTrees trees) => (_features, _trees) = (features, trees);

    public static FoldModel Train(IReadOnlyList<EngineRun> training, int rounds, int seed, CancellationToken cancellationToken)
    {
        var features = new EngineFeatures(training, Cap);
        var rows = new TrainingRows([.. Enumerable.Range(0, features.Count).Select(i => $"f{i}")]);
        var step = training.Sum(r => r.Cycles.Count) > RowsBeforeThinning ? 2 : 1;
        foreach (var run in training)
        {
            var x = features.Of(run);
            for (var t = FirstRow; t < x.Length; t += step) rows.Add(x[t], Math.Min(Cap, run.RemainingAfter(t)), weight: 1);
        }
        // Chosen by cross-validation over the training engines of FD001 and FD003.
        var parameters = new BoostingParameters
        {
            Rounds = rounds,
            Depth = 5,
            LearningRate = 10.0 / Math.Max(rounds, 50),
            MinimumChildWeight = 30,
            RowSample = 0.5,
            ColumnSample = 0.4,
        };
        return new FoldModel(features, BoostedTrees.Train(rows, [], parameters, seed, cancellationToken));
    }

    /// <summary>Predicted cycles left after each cycle of an engine.</summary>
    public float[] Predict(EngineRun run)
    {
        var x = _features.Of(run);
        return _trees.Predict([.. x.SelectMany(row => row)], x.Length);
    }
}
