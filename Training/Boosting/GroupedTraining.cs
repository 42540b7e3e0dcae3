using Maintenance.Training.Rows;

namespace Maintenance.Training.Boosting;

/// <summary>
/// Trains an ensemble on all rows and evaluates by grouped cross-validation: each fold is predicted by a model that has seen no row of its
/// groups. The number of rounds for a fold is the mean of the other folds' best rounds, so that no fold chooses the model it is evaluated
/// with; the final ensemble gets the mean over all folds.
/// </summary>
/// <param name="parameters">Training parameters.</param>
/// <param name="folds">Number of folds, 2 to the number of groups.</param>
/// <param name="patience">Rounds without improvement after which the search for a fold's best round stops.</param>
/// <param name="balanced">True to weight rows so that all classes have the same total weight.</param>
/// <param name="seed">Seed of folds and sampling.</param>
public sealed class GroupedTraining(BoostingParameters parameters, int folds, int patience, bool balanced, int seed)
{
    /// <summary>Trains.</summary>
    /// <param name="table">Rows.</param>
    /// <param name="progress">Called with the share done, 0–1, and the current step.</param>
    /// <param name="cancellationToken">Checked between folds.</param>
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

    // Predicts every row with a model that has not seen its group; row-major.
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
