using System.Runtime.InteropServices;
using System.Text.Json;
using Maintenance.Core.Ports;
using Maintenance.Pmml.Ensembles;
using Maintenance.Scoring.Registry;
using Maintenance.Training.Boosting;
using Maintenance.Training.Calibration;
using Maintenance.Training.Evaluation.Fleet;
using Maintenance.Training.Fleets;
using Maintenance.Training.Rows;

namespace Maintenance.Training.Shipped;

/// <summary>
/// Trains the shipped drill-life model on simulated run-to-failure histories, and calibrates and evaluates it on fleets with other seeds.
/// Its input is a single window, which shows how far a fault has progressed, not how fast it grows; the calibration reflects that
/// uncertainty.
/// </summary>
public static class RulTrainer
{
    public const int TrainingFleets = 20;
    public const int CalibrationFleets = 10;
    public const int EvaluationDrills = 240;
    private const int Drills = 60;

    private static readonly BoostingParameters Parameters = new()
    {
        Rounds = 160,
        Depth = 4,
        LearningRate = 0.05,
        MinimumChildWeight = 40,
        Lambda = 4,
        Gamma = 0,
        RowSample = 0.7,
        ColumnSample = 0.5,
    };

    private static readonly JsonSerializerOptions CardFormat = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Trains, writes the model in both formats and its card, and returns the figures.</summary>
    public static IReadOnlyList<RulFigures> Train(int seed, IConditionModel health, string output, Action<double, string> progress,
        CancellationToken cancellationToken)
    {
        LightGbmLibrary.Require();
        var rows = new TrainingRows(ModelInputs.Names);
        var sampler = new RulSampler(health, varySensors: true);
        for (var i = 0; i < TrainingFleets; i++)
        {
            foreach (var sample in sampler.Sample(4_000_000UL + (ulong)((1_000 * seed) + i), Drills, cancellationToken))
                rows.Add(ModelInputs.Select(sample.Features), (float)sample.RemainingHours, 1);
            progress(0.6 * (i + 1) / TrainingFleets, $"{rows.Count} samples of {(i + 1) * Drills} drills");
        }
        progress(0.6, $"{Parameters.Rounds} rounds on {rows.Count} samples");
        var trees = BoostedTrees.Train(rows, [], Parameters, seed, cancellationToken);
        var calibration = Calibrate(trees, health, seed, progress, cancellationToken);
        var text = new EnsembleText(
            "drill-life", $"Trained by: maintenance train --role drill-life --seed {seed}; {TrainingFleets * Drills} simulated "
                + $"drills, {rows.Count} samples. See models/README.md.", "remaining_life_hours")
        { Levels = calibration.Lines };
        var model = TrainedModel.Make(trees, text, CollectionsMarshal.AsSpan(rows.Values));
        progress(0.95, "held-out fleets");
        var figures = new RulEvaluation(ConditionModels.Load(model.Pmml), health).Run(seed, EvaluationDrills, cancellationToken);
        model.Write(output, Card(seed, rows.Count, health.Hash, figures));
        return figures;
    }

    // Half the rigs have all sensors, half lack some: neither kind may be calibrated with the errors of the other only.
    private static ConformalCalibration Calibrate(
        BoostedTrees trees, IConditionModel health, int seed, Action<double, string> progress, CancellationToken cancellationToken)
    {
        var held = new List<(double, double)>();
        for (var i = 0; i < CalibrationFleets; i++)
        {
            foreach (var sample in new RulSampler(health, varySensors: i % 2 == 0)
                .Sample(5_000_000UL + (ulong)((1_000 * seed) + i), Drills, cancellationToken))
                held.Add((trees.Predict(ModelInputs.Select(sample.Features), 1)[0], sample.RemainingHours));
            progress(0.7 + (0.25 * (i + 1) / CalibrationFleets), $"{held.Count} samples for calibration");
        }
        return new ConformalCalibration(held);
    }

    private static string Card(int seed, int samples, string healthHash, IReadOnlyList<RulFigures> figures) => JsonSerializer.Serialize(
        new
        {
            data = $"Simulation: {TrainingFleets * Drills} drills of one fault each, growing for {FaultDraw.GrowthWords}, {samples} "
                + "samples; "
                + $"calibrated on {CalibrationFleets * Drills} drills of other seeds.",
            seed,
            window = $"60 s; trained on windows of {SimulatedDrillScorer.Seconds} s",
            told = "where the drill-health model names a fault",
            healthModel = healthHash,
            target = "operating hours to failure",
            metrics = figures,
            limits = $"It has seen no real drill, and no fault that grows faster than in {FaultDraw.GrowthHours.Low} hours "
                + $"or slower than in {FaultDraw.GrowthHours.High}. "
                + "One window shows how far a fault has come, not how fast it grows.",
        },
        CardFormat) + "\n";
}
