using Maintenance.Training.Calibration;

namespace Maintenance.Training.Evaluation.CMapss;

/// <summary>
/// RUL of turbofan engines, the field's benchmark problem. Five folds over training engines, never over rows: each engine is predicted by
/// the model that has not seen it, and the residuals calibrate P10/P50/P90. Test engines are then judged once, at their last cycle, by the
/// mean of the five models; without test engines, each fold is judged with the residuals of the other four.
/// </summary>
public sealed class CMapssEvaluation(int rounds, int seed)
{
    public const int DefaultRounds = 250;
    public const string Protocol =
        "Labels capped at 125 cycles for training only; figures use the true RUL. Folds by engine. Held-out training "
            + "engines are judged at every cycle from the 31st with at most 150 cycles left, as the test engines of this benchmark are "
            + "truncated. Nothing was chosen by looking at test engines.";

    private const int Folds = 5;
    private const int MinCycles = 30;
    private const int MaxRulCycles = 150;

    /// <summary>Judges a set of a folder: its test engines, if it has them with their lives; otherwise training engines.</summary>
    /// <param name="folder">Folder with <c>train_SET.txt</c> and perhaps <c>test_SET.txt</c> and <c>RUL_SET.txt</c>, plain or gzip.</param>
    /// <param name="set">Name of the set: FD001.</param>
    /// <param name="progress">Told after each fold.</param>
    /// <param name="cancellationToken">Ends the evaluation.</param>
    /// <exception cref="InvalidDataException">There are no training engines, or too few.</exception>
    /// <exception cref="FormatException">A file is not in the layout of C-MAPSS; the message gives file and line.</exception>
    public CMapssFigures Judge(string folder, string set, Action<string> progress, CancellationToken cancellationToken)
    {
        var train = EngineRunFile.Find(folder, $"train_{set}.txt") ?? throw new InvalidDataException($"{folder} has no train_{set}.txt, "
            + "plain or gzip.");
        return EngineRunFile.Find(folder, $"test_{set}.txt") is { } test && EngineRunFile.Find(folder, $"RUL_{set}.txt") is { } lives
            ? Judge(set, train, test, lives, progress, cancellationToken) : CrossValidate(set, train, progress, cancellationToken);
    }

    /// <summary>Judges test engines once, at their last cycle; where they ran to failure, at the cycles at which training engines are
    /// judged.</summary>
    /// <param name="name">Name in the figures.</param>
    /// <param name="train">File of engines that ran to failure.</param>
    /// <param name="test">File of the engines to judge.</param>
    /// <param name="lives">File of the cycles that each of them had left at its end; null when they ran to failure.</param>
    /// <param name="progress">Told after each fold.</param>
    /// <param name="cancellationToken">Ends the evaluation.</param>
    /// <exception cref="InvalidDataException">There are too few training engines, or a test engine flies as none of them.</exception>
    /// <exception cref="FormatException">A file is not in the layout of C-MAPSS; the message gives file and line.</exception>
    public CMapssFigures Judge(string name, string train, string test, string? lives, Action<string> progress,
        CancellationToken cancellationToken)
    {
        var runs = lives is null ? EngineRunFile.ReadFailed(test) : EngineRunFile.ReadTruncated(test, lives);
        var moments = runs.SelectMany(r => (lives is null ? JudgedCycles(r) : [r.Cycles.Count - 1]).Select(t => (Run: r,
            Cycle: t))).ToList();
        if (moments.Count == 0) throw new InvalidDataException($"{test} has no engine of more than {MinCycles} cycles.");
        var raw = new double[Folds][];
        var held = HeldOut(name, train, progress, (fold, model) =>
        {
            var predicted = runs.ToDictionary(r => r, model.Predict);
            raw[fold] = [.. moments.Select(m => (double)predicted[m.Run][m.Cycle])];
        }, cancellationToken);
        var calibration = new ConformalCalibration(held.Select(h => (h.Predicted, h.Actual)));
        return Judgement.Sum(name, lives is null ? "test engines run to failure" : "test engines, last cycle", [.. moments.Select((m, i) =>
        {
            var predicted = raw.Average(fold => fold[i]);
            return new Judgement(m.Run.Unit, predicted, calibration.Apply(predicted), m.Run.RemainingAfter(m.Cycle));
        })], FoldModel.Cap);
    }

    private static IEnumerable<int> JudgedCycles(EngineRun run) =>
        Enumerable.Range(0, run.Cycles.Count).Skip(MinCycles).Where(t => run.RemainingAfter(t) <= MaxRulCycles);

    private CMapssFigures CrossValidate(string set, string train, Action<string> progress, CancellationToken cancellationToken)
    {
        var held = HeldOut(set, train, progress, (_, _) => { }, cancellationToken);
        var judged = new List<Judgement>(held.Count);
        for (var fold = 0; fold < Folds; fold++)
        {
            var calibration = new ConformalCalibration(held.Where(h => h.Unit % Folds != fold).Select(h => (h.Predicted, h.Actual)));
            judged.AddRange(held.Where(h => h.Unit % Folds == fold)
                .Select(h => new Judgement(h.Unit, h.Predicted, calibration.Apply(h.Predicted), h.Actual)));
        }
        return Judgement.Sum(set, "training engines, cross-validated", judged, FoldModel.Cap);
    }

    private List<(int Unit, double Predicted, double Actual)> HeldOut(
        string name, string train, Action<string> progress, Action<int, FoldModel> use, CancellationToken cancellationToken)
    {
        var runs = EngineRunFile.ReadFailed(train);
        for (var fold = 0; fold < Folds; fold++)
            if (!runs.Any(r => r.Unit % Folds == fold && JudgedCycles(r).Count() >= MinCycles))
                throw new InvalidDataException($"{train} has {runs.Count} engines; each of the {Folds} folds (the unit's number modulo "
                    + $"{Folds}) "
                    + $"needs one of at least {2 * MinCycles} cycles to failure.");
        var folds = new List<(int, double, double)>[Folds];
        // One thread per fold: LightGBM itself runs on one, so that the figures do not depend on the machine.
        Parallel.For(0, Folds, new ParallelOptions
        {
            MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken =
            cancellationToken
        }, fold =>
        {
            var model = FoldModel.Train([.. runs.Where(r => r.Unit % Folds != fold)], rounds, seed + fold, cancellationToken);
            var held = new List<(int, double, double)>();
            foreach (var run in runs.Where(r => r.Unit % Folds == fold))
            {
                var predicted = model.Predict(run);
                held.AddRange(JudgedCycles(run).Select(t => (run.Unit, (double)predicted[t], (double)run.RemainingAfter(t))));
            }
            folds[fold] = held;
            use(fold, model);
            progress($"{name} fold {fold + 1} of {Folds}");
        });
        return [.. folds.SelectMany(f => f)];
    }
}
