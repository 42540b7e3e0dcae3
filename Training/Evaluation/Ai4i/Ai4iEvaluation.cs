using Maintenance.Training.Boosting;
using Maintenance.Training.Rows;

namespace Maintenance.Training.Evaluation.Ai4i;

/// <summary>Failures of a milling machine. Rows are independent snapshots, so a seeded random split is fair here.</summary>
public static class Ai4iEvaluation
{
    public const string Protocol =
        "Five folds, stratified by failure, drawn by the seed: every row is held out once and judged by a model and a threshold "
            + "determined without it (the threshold by five folds within the other rows). The failure-mode columns are not read; three "
            + "inputs are distances from the limits stated in the data set's paper.";

    private const int Folds = 5;
    private const int MinOfKind = 2 * Folds;

    /// <summary>Holds each row of a file out once.</summary>
    /// <exception cref="FormatException">The file is not such a table; the message gives file and line.</exception>
    /// <exception cref="InvalidDataException">It has too few rows of a kind.</exception>
    public static Ai4iFigures Run(string path, int seed, CancellationToken cancellationToken)
    {
        var ordered = Stratified(path, seed);
        var (hits, alarms) = (0, 0);
        for (var fold = 0; fold < Folds; fold++)
        {
            var (training, heldBack) = Split(ordered, fold);
            Judge(training, heldBack, seed, ref hits, ref alarms, cancellationToken);
        }
        return Figures(Protocol, ordered, hits, alarms, seed);
    }

    /// <summary>Judges the rows of one file by a model and a threshold from another.</summary>
    /// <exception cref="FormatException">A file is not such a table; the message gives file and line.</exception>
    /// <exception cref="InvalidDataException">The file to train on has too few rows of a kind.</exception>
    public static Ai4iFigures Run(string train, string test, int seed, CancellationToken cancellationToken)
    {
        var judged = MillingRow.ReadAll(test).ToArray();
        var (hits, alarms) = (0, 0);
        Judge(Stratified(train, seed), judged, seed, ref hits, ref alarms, cancellationToken);
        return Figures($"Model and threshold come from {train} only, the threshold by five folds within it; the rows of {test} are judged.",
            judged, hits, alarms, seed);
    }

    // Failures first, each kind shuffled, so that every fifth row is a stratified fold.
    private static MillingRow[] Stratified(string path, int seed)
    {
        var rows = MillingRow.ReadAll(path).ToArray();
        var failures = rows.Count(r => r.Failed);
        if (failures < MinOfKind || rows.Length - failures < MinOfKind) throw new InvalidDataException($"{path} has {failures} rows with a "
            + $"failure and {rows.Length - failures} without; training needs {MinOfKind} of each.");
        new Random(seed).Shuffle(rows);
        return [.. rows.Where(r => r.Failed), .. rows.Where(r => !r.Failed)];
    }

    private static void Judge(MillingRow[] training, MillingRow[] judged, int seed, ref int hits, ref int alarms,
        CancellationToken cancellationToken)
    {
        var threshold = BestThreshold(training, seed, cancellationToken);
        foreach (var (_, failed) in Predict(training, judged, seed, cancellationToken).Where(p => p.Probability >= threshold))
        {
            alarms++;
            if (failed) hits++;
        }
    }

    private static Ai4iFigures Figures(string protocol, MillingRow[] rows, int hits, int alarms, int seed)
    {
        var failures = rows.Count(r => r.Failed);
        return new Ai4iFigures(protocol, seed, rows.Length, failures, Ratio(hits, alarms), Ratio(hits, failures),
            Ratio(2 * hits, alarms + failures));
    }

    private static (MillingRow[] Training, MillingRow[] HeldBack) Split(MillingRow[] rows, int fold) =>
        ([.. rows.Where((_, i) => i % Folds != fold)], [.. rows.Where((_, i) => i % Folds == fold)]);

    private static float BestThreshold(MillingRow[] training, int seed, CancellationToken cancellationToken)
    {
        var outOfFold = Enumerable.Range(0, Folds).SelectMany(fold =>
        {
            var (others, heldBack) = Split(training, fold);
            return Predict(others, heldBack, seed, cancellationToken);
        }).ToList();
        var failures = outOfFold.Count(p => p.Failed);
        return outOfFold.Select(p => p.Probability).Where(p => p is > 0.1f and < 0.9f).DefaultIfEmpty(0.5f).Distinct().Order()
            .MaxBy(threshold =>
        {
            var said = outOfFold.Where(p => p.Probability >= threshold).ToList();
            return Ratio(2 * said.Count(p => p.Failed), said.Count + failures);
        });
    }

    private static List<(float Probability, bool Failed)> Predict(MillingRow[] training, MillingRow[] judged, int seed,
        CancellationToken cancellationToken)
    {
        var rows = new TrainingRows(MillingRow.FeatureNames);
        foreach (var row in training) rows.Add(row.Features(), row.Failed ? 1 : 0, weight: 1);
        var parameters = new BoostingParameters
        {
            Rounds = 120,
            Depth = 6,
            LearningRate = 0.1,
            MinimumChildWeight = 1,
            Gamma = 0,
            Lambda = 1,
            RowSample = 0.9,
            ColumnSample = 1,
            Bins = 1_024, // failures begin at sharp limits; 256 bins blur them
        };
        var trees = BoostedTrees.Train(rows, ["sound", "failed"], parameters, seed, cancellationToken);
        var predicted = trees.Predict([.. judged.SelectMany(r => r.Features())], judged.Length);
        return [.. judged.Select((r, i) => (predicted[(2 * i) + 1], r.Failed))];
    }

    private static double Ratio(int part, int whole) => whole == 0 ? 0 : (double)part / whole;
}
