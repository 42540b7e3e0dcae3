using Maintenance.Training.Calibration;

namespace Maintenance.Training.Evaluation.CMapss;

/// <summary>
/// RUL of turbofan engines, the field's benchmark problem. Five folds over training engines, never over rows: each engine is predicted by
/// the model that has not seen it, and the residuals calibrate P10/P50/P90. The test engines of FD001 and FD003 are then judged once, at
/// their last cycle, by the mean of the five models; of FD002 and FD004, each fold is judged with the residuals of the other four.
/// </summary>
public sealed class CMapssEvaluation(string folder, int rounds, int seed)
{
    public const int DefaultRounds = 250;
    public const string Protocol =
        "Labels capped at 125 cycles for training only; figures use the true RUL. Folds by engine. Held-out training "
            + "engines are judged at every cycle from the 31st with at most 150 cycles left, as the test engines of this benchmark are "
            + "truncated. Nothing was chosen by looking at test engines.";

    private const int Folds = 5;
    private const int MinCycles = 30;
    private const int MaxRulCycles = 150;

    /// <summary>Test engines, judged once at their last cycle. FD001 and FD003.</summary>
    public CMapssFigures Test(string set, Action<string> progress, CancellationToken cancellationToken)
    {
        var test = EngineRunFile.ReadTest(folder, set);
        var raw = new double[Folds][];
        var held = HeldOut(
            set, progress, (fold, model) => raw[fold] = [.. test.Select(run => (double)model.Predict(run)[^1])], cancellationToken);
        var calibration = new ConformalCalibration(held.Select(h => (h.Predicted, h.Actual)));
        var judged = test.Select((run, i) => Judge(run, raw.Average(fold => fold[i]))).ToList();
        return Judgement.Sum(set, "test engines, last cycle", judged, FoldModel.Cap);

        Judgement Judge(EngineRun run, double predicted) => new(run.Unit, predicted, calibration.Apply(predicted), run.RemainingAtEnd);
    }

    /// <summary>Training engines by cross-validation. FD002 and FD004, whose true test RULs are not available.</summary>
    public CMapssFigures CrossValidate(string set, Action<string> progress, CancellationToken cancellationToken)
    {
        var held = HeldOut(set, progress, (_, _) => { }, cancellationToken);
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
        string set, Action<string> progress, Action<int, FoldModel> use, CancellationToken cancellationToken)
    {
        var runs = EngineRunFile.ReadTrain(folder, set);
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
                for (var t = MinCycles; t < predicted.Length; t++)
                    if (run.RemainingAfter(t) <= MaxRulCycles) held.Add((run.Unit, predicted[t], run.RemainingAfter(t)));
            }
            folds[fold] = held;
            use(fold, model);
            progress($"{set} fold {fold + 1} of {Folds}");
        });
        return [.. folds.SelectMany(f => f)];
    }
}
