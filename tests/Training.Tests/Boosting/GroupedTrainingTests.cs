using FsCheck;
using FsCheck.Fluent;
using Maintenance.MlNet.Tests;
using Maintenance.Pmml.Ensembles;
using Maintenance.Training.Boosting;
using Maintenance.Training.Rows;

namespace Maintenance.Training.Tests.Boosting;

/// <summary>
/// Training judged by groups: no asset on both sides, stopping where held-out assets gain nothing, and a document that gives ML.NET's own
/// numbers.
/// </summary>
public sealed class GroupedTrainingTests
{
    private const int Features = 6;
    private static readonly BoostingParameters Growth =
        new() { Rounds = 120, Depth = 3, LearningRate = 0.1, MinimumChildWeight = 1, Lambda = 1, Gamma = 0 };

    [Fact]
    public void Folds_hold_whole_groups_are_used_all_and_follow_from_the_seed() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(byte[] GroupOf, byte Classes, int Seed)>(), given =>
        {
            string[] groups = [.. given.GroupOf.Select(g => $"asset {g % 23}")];
            int[] labels = [.. given.GroupOf.Select((g, i) => (g + i) % (1 + (given.Classes % 4)))];
            var count = groups.Distinct().Count();
            if (count < 2)
            {
                Should.Throw<ArgumentException>(() => GroupFolds.Deal(groups, labels, 2, given.Seed));
                return;
            }
            var folds = Math.Min(5, count);
            var dealt = GroupFolds.Deal(groups, labels, folds, given.Seed);
            groups.Zip(dealt).Distinct().Count().ShouldBe(count, "each group stands in one fold");
            dealt.Distinct().Order().ShouldBe(Enumerable.Range(0, folds));
            GroupFolds.Deal(groups, labels, folds, given.Seed).ShouldBe(dealt);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_identifies_a_group_does_not_help_to_predict_it()
    {
        // The label is a coin thrown for each group, and the features tell the group apart: whoever tears groups apart finds all of it, and
        // learns nothing.
        var random = new Random(11);
        var table = new LabelledTable(["a", "b"], ["no", "yes"]);
        for (var g = 0; g < 60; g++)
        {
            var (place, label) = (random.NextSingle(), random.Next(2));
            for (var i = 0; i < 20; i++) table.Add([place + (random.NextSingle() * 1e-4f), g], label, $"asset {g}");
        }
        var grouped = new GroupedTraining(Growth, folds: 5, patience: 10, balanced: true, seed: 1)
            .Train(table, (_, _) => { }, CancellationToken.None);
        Accuracy(table, grouped.HeldOut).ShouldBeInRange(0.2, 0.8);
        var torn = table with { };
        for (var i = 0; i < torn.Count; i++) torn.Groups[i] = $"row {i}";
        var leaking = new GroupedTraining(Growth, folds: 5, patience: 10, balanced: true, seed: 1)
            .Train(torn, (_, _) => { }, CancellationToken.None);
        Accuracy(torn, leaking.HeldOut).ShouldBeGreaterThan(0.95, "the test can tell the difference");
    }

    [Fact]
    public void Training_stops_where_held_out_groups_gain_nothing_and_the_same_seed_gives_the_same_trees()
    {
        var table = Sample(isClassification: true, groups: 12, rows: 600, seed: 5, noise: 3);
        var training = new GroupedTraining(Growth with { Rounds = 400 }, folds: 4, patience: 15, balanced: true, seed: 2);
        var first = training.Train(table, (_, _) => { }, CancellationToken.None);
        var second = training.Train(table, (_, _) => { }, CancellationToken.None);
        first.BestRounds.ShouldAllBe(r => r >= 1 && r < 385);
        first.Parameters.Rounds.ShouldBe((int)Math.Round(first.BestRounds.Average(), MidpointRounding.AwayFromZero));
        EnsembleModels.Write(first.Trees.Ensemble, Samples.Text).ShouldBe(EnsembleModels.Write(second.Trees.Ensemble, Samples.Text));
        first.HeldOut.ShouldBe(second.HeldOut);
    }

    [Fact]
    public void Each_row_is_predicted_by_a_model_of_the_other_groups_and_of_the_rounds_the_other_folds_chose()
    {
        var table = Sample(isClassification: false, groups: 9, rows: 450, seed: 6, noise: 0.3);
        var result = new GroupedTraining(Growth, folds: 3, patience: 20, balanced: true, seed: 3)
            .Train(table, (_, _) => { }, CancellationToken.None);
        for (var fold = 0; fold < 3; fold++)
        {
            var learn = new TrainingRows(table.Features);
            for (var i = 0; i < table.Count; i++)
                if (result.FoldOf[i] != fold) learn.Add(table.Row(i), table.Labels[i], 1);
            var rounds = (int)Math.Round(result.BestRounds.Where((_, f) => f != fold).Average(), MidpointRounding.AwayFromZero);
            var alone = BoostedTrees.Train(learn, [], Growth with { Rounds = rounds }, seed: 3, CancellationToken.None);
            for (var i = 0; i < table.Count; i++)
                if (result.FoldOf[i] == fold) result.HeldOut[i].ShouldBe(alone.Predict(table.Row(i), 1)[0], 1e-5f);
        }
    }

    [Fact]
    public void Balanced_weights_find_more_of_a_rare_class()
    {
        var table = Sample(isClassification: true, groups: 20, rows: 1500, seed: 8, noise: 2, rare: true);
        double Recall(bool balanced)
        {
            var result = new GroupedTraining(Growth, folds: 5, patience: 15, balanced, seed: 1)
                .Train(table, (_, _) => { }, CancellationToken.None);
            int[] rare = [.. Enumerable.Range(0, table.Count).Where(i => table.Labels[i] == 1)];
            rare.Length.ShouldBeInRange(30, 300);
            return (double)rare.Count(i => result.HeldOut[(2 * i) + 1] >= 0.5) / rare.Length;
        }
        Recall(balanced: true).ShouldBeGreaterThan(Recall(balanced: false) + 0.1);
    }

    private static double Accuracy(LabelledTable table, float[] held) =>
        Enumerable.Range(0, table.Count).Average(i => (held[(2 * i) + 1] > 0.5) == (table.Labels[i] == 1) ? 1.0 : 0);

    private static LabelledTable Sample(bool isClassification, int groups, int rows, int seed, double noise, bool rare = false)
    {
        var random = new Random(seed);
        var table = new LabelledTable([.. Enumerable.Range(0, Features).Select(i => $"f{i}")], isClassification ? ["no", "yes"] : []);
        var row = new float[Features];
        for (var i = 0; i < rows; i++)
        {
            for (var f = 0; f < Features; f++) row[f] = random.NextDouble() < 0.15 ? float.NaN : (float)((random.NextDouble() * 4) - 2);
            var score = Or0(row[0]) + (Or0(row[1]) * Or0(row[2])) + (float.IsNaN(row[3]) ? 1 : 0) + (noise * (random.NextDouble() - 0.5));
            table.Add(row, isClassification
                ? score > (rare ? 2.2 : 0.3) ? 1 : 0 : (float)(50 + (10 * score)), $"asset {random.Next(groups)}");
        }
        return table;
    }

    private static double Or0(float value) => float.IsNaN(value) ? 0 : value;
}
