using Maintenance.Training.Rows;

namespace Maintenance.Training.Boosting;

/// <summary>
/// Trains an ensemble on all rows and judges its kind by groups: each fold is predicted by a model that has seen no row of its groups. How
/// many rounds a fold's model has is decided by the other folds' best rounds, so that no fold chooses what it is judged by; the ensemble
/// itself gets the mean of all folds.
/// </summary>
/// <param name="parameters">Growth.</param>
/// <param name="folds">Folds, 2 to the number of groups.</param>
/// <param name="patience">Rounds without a lesser error after which a fold looks no further.</param>
/// <param name="balanced">True: rows of rare classes weigh as much in all as those of frequent ones.</param>
/// <param name="seed">Seed of folds and sampling.</param>
public sealed class GroupedTraining(BoostingParameters parameters, int folds, int patience, bool balanced, int seed)
{
    /// <summary>Trains.</summary>
    /// <param name="table">Rows.</param>
    /// <param name="progress">Told the share done and what it is at.</param>
    /// <param name="cancellationToken">Stops between two folds.</param>
    public GroupedResult Train(LabelledTable table, Action<double, string> progress, CancellationToken cancellationToken)
    {
        var foldOf = GroupFolds.Deal(table.Groups, table.ClassIndices, folds, seed);
        var models = new (BoostedTrees Trees, int BestRound)[folds];
        for (var f = 0; f < folds; f++)
        {
            progress((double)f / (folds + 1), $"fold {f + 1} of {folds}");
            var trees = BoostedTrees.Train(Select(table, i => foldOf[i] != f), table.Classes, parameters, seed, cancellationToken);
            models[f] = (trees, trees.BestRound(Select(table, i => foldOf[i] == f), patience));
        }
        var held = Predict(table, foldOf, models);
        var rounds = (int)Math.Round(models.Average(m => m.BestRound), MidpointRounding.AwayFromZero);
        progress((double)folds / (folds + 1), $"all rows, {rounds} rounds");
        var final = parameters with { Rounds = rounds };
        return new GroupedResult(BoostedTrees.Train(Select(table, _ => true), table.Classes, final, seed, cancellationToken), final, foldOf,
            [.. models.Select(m => m.BestRound)], held);
    }

    // Predictions of every row by a model that knows nothing of its group, row-major.
    private float[] Predict(LabelledTable table, int[] foldOf, (BoostedTrees Trees, int BestRound)[] models)
    {
        var width = Math.Max(1, table.Classes.Count);
        var predicted = new float[table.Count * width];
        for (var f = 0; f < folds; f++)
        {
            var rounds = (int)Math.Round(models.Where((_, i) => i != f).Average(b => b.BestRound), MidpointRounding.AwayFromZero);
            int[] rows = [.. Enumerable.Range(0, table.Count).Where(i => foldOf[i] == f)];
            var values = new float[rows.Length * table.Features.Count];
            for (var i = 0; i < rows.Length; i++) table.Row(rows[i]).CopyTo(values.AsSpan(i * table.Features.Count));
            var results = models[f].Trees.Predict(values, rows.Length, rounds);
            for (var i = 0; i < rows.Length; i++) results.AsSpan(i * width, width).CopyTo(predicted.AsSpan(rows[i] * width));
        }
        return predicted;
    }

    private TrainingRows Select(LabelledTable table, Func<int, bool> isIn)
    {
        int[] rows = [.. Enumerable.Range(0, table.Count).Where(isIn)];
        var counts = rows.GroupBy(i => table.Labels[i]).ToDictionary(g => g.Key, g => g.Count());
        var selected = new TrainingRows(table.Features);
        foreach (var row in rows)
            selected.Add(table.Row(row), table.Labels[row], balanced && table.IsClassification
                ? (float)rows.Length / (counts.Count * counts[table.Labels[row]]) : 1);
        return selected;
    }
}
