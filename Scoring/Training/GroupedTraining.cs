namespace Maintenance.Scoring.Training;

/// <summary>
/// Trains an ensemble on all rows and judges its kind by groups: each fold is predicted by a model that has seen no row of its groups. How many rounds a fold's
/// model has is decided by the other folds' best rounds, so that no fold chooses what it is judged by; the ensemble itself gets the mean of all folds.
/// </summary>
/// <param name="parameters">Growth; the objective, number of classes and base score follow from the table.</param>
/// <param name="folds">Folds, 2 to the number of groups.</param>
/// <param name="patience">Rounds without a lesser error after which a fold's training stops.</param>
/// <param name="balanced">True: rows of rare classes weigh as much in all as those of frequent ones.</param>
/// <param name="seed">Seed of folds and sampling.</param>
public sealed class GroupedTraining(BoostingParameters parameters, int folds, int patience, bool balanced, int seed)
{
    /// <summary>Trains.</summary>
    /// <param name="table">Rows.</param>
    /// <param name="progress">Told the share done and what it is at.</param>
    /// <param name="cancellationToken">Stops between two rounds.</param>
    public GroupedResult Train(LabelledTable table, Action<double, string> progress, CancellationToken cancellationToken)
    {
        var foldOf = GroupFolds.Deal(table.Groups, table.ClassIndices, folds, seed);
        var boosters = new (GradientBoosting Booster, int BestRound)[folds];
        try
        {
            for (var f = 0; f < folds; f++)
            {
                var (learn, held) = (Select(table, i => foldOf[i] != f), Select(table, i => foldOf[i] == f));
                boosters[f] = GradientBoosting.TrainWatched(
                    learn, held, For(table, learn), patience, seed,
                    round => progress((f + ((double)round / parameters.Rounds)) / (folds + 1), $"fold {f + 1} of {folds}, round {round}"), cancellationToken);
            }
            var held1 = Predict(table, foldOf, boosters);
            var rounds = (int)Math.Round(boosters.Average(b => b.BestRound), MidpointRounding.AwayFromZero);
            var all = Select(table, _ => true);
            var final = For(table, all) with { Rounds = rounds };
            var booster = GradientBoosting.Train(all, final, seed, round => progress((folds + ((double)round / rounds)) / (folds + 1), $"all rows, round {round} of {rounds}"));
            return new GroupedResult(booster, final, foldOf, [.. boosters.Select(b => b.BestRound)], held1);
        }
        finally
        {
            foreach (var (booster, _) in boosters) booster?.Dispose();
        }
    }

    // Predictions of every row by a model that knows nothing of its group, row-major.
    private float[] Predict(LabelledTable table, int[] foldOf, (GradientBoosting Booster, int BestRound)[] boosters)
    {
        var width = Math.Max(1, table.Classes.Count);
        var predicted = new float[table.Count * width];
        for (var f = 0; f < folds; f++)
        {
            var rounds = (int)Math.Round(boosters.Where((_, i) => i != f).Average(b => b.BestRound), MidpointRounding.AwayFromZero);
            int[] rows = [.. Enumerable.Range(0, table.Count).Where(i => foldOf[i] == f)];
            var values = new float[rows.Length * table.Features.Count];
            for (var i = 0; i < rows.Length; i++) table.Row(rows[i]).CopyTo(values.AsSpan(i * table.Features.Count));
            // A fold that stopped before that many rounds gives all it has.
            var results = boosters[f].Booster.Predict(values, rows.Length, Math.Min(rounds, boosters[f].Booster.Rounds));
            for (var i = 0; i < rows.Length; i++) results.AsSpan(i * width, width).CopyTo(predicted.AsSpan(rows[i] * width));
        }
        return predicted;
    }

    private BoostingParameters For(LabelledTable table, TrainingRows rows) => table.IsClassification
        ? parameters with { Objective = "multi:softprob", Classes = table.Classes.Count, BaseScore = 0 }
        : parameters with { Objective = "reg:squarederror", Classes = 1, BaseScore = (float)rows.Labels.Average() };

    private TrainingRows Select(LabelledTable table, Func<int, bool> isIn)
    {
        int[] rows = [.. Enumerable.Range(0, table.Count).Where(isIn)];
        var counts = rows.GroupBy(i => table.Labels[i]).ToDictionary(g => g.Key, g => g.Count());
        var selected = new TrainingRows(table.Features);
        foreach (var row in rows)
            selected.Add(table.Row(row), table.Labels[row], balanced && table.IsClassification ? (float)rows.Length / (counts.Count * counts[table.Labels[row]]) : 1);
        return selected;
    }
}
