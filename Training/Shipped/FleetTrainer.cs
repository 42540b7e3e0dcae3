using System.Runtime.InteropServices;
using Maintenance.Core.Conditions;
using Maintenance.Pmml;
using Maintenance.Pmml.Ensembles;
using Maintenance.Training.Boosting;
using Maintenance.Training.Fleets;
using Maintenance.Training.Rows;

namespace Maintenance.Training.Shipped;

/// <summary>
/// Trains the shipped drill-health model on seeded simulated fleets and evaluates it on fleets with other seeds.
/// Fault labels are soft: none up to severity 0.08, certain from 0.45, so that the health index falls as the fault grows.
/// </summary>
public static class FleetTrainer
{
    public const int TrainingFleets = 16;
    public const int HeldOutFleets = 3;
    private static readonly BoostingParameters Parameters = new() { Rounds = 70, Depth = 4 };

    private const double MaxHealthySeverity = 0.08;
    private const double MinCertainSeverity = 0.45;

    /// <summary>Trains, writes the model in both formats, and returns the figures on held-out fleets.</summary>
    public static IReadOnlyList<ClassFigures> Train(int seed, string output, Action<double, string> progress,
        CancellationToken cancellationToken)
    {
        LightGbmLibrary.Require();
        var rows = new TrainingRows(ModelInputs.Names);
        var healthy = new List<float[]>();
        for (var i = 0; i < TrainingFleets; i++)
        {
            FleetSampler.Sample(TrainingSeed(seed, i), varySensors: true, (features, mode, severity) =>
                Add(rows, healthy, ModelInputs.Select(features), mode, severity));
            progress(0.6 * (i + 1) / TrainingFleets, $"{rows.Count} rows from {i + 1} fleets");
        }
        progress(0.6, $"{Parameters.Rounds} rounds on {rows.Count} rows");
        var trees = BoostedTrees.Train(rows, FailureModes.Classes, Parameters, seed, cancellationToken);
        progress(0.75, "comparing both formats with ML.NET's output");
        var text = new EnsembleText("drill-health", $"Trained by: maintenance train --seed {seed}; {TrainingFleets} simulated "
            + $"fleets, {rows.Count} rows. See models/README.md.", "failure_mode")
        {
            Usual = ModelInputs.Names.Select((name, i) => (name, Range: UsualRange(healthy, i)))
                .ToDictionary(u => u.name, u => u.Range, StringComparer.Ordinal),
        };
        TrainedModel.Make(trees, text, CollectionsMarshal.AsSpan(rows.Values)).Write(output);
        return Evaluate(seed, output, progress);
    }

    private static ulong TrainingSeed(int seed, int fleet) => (ulong)(1_000 * seed + fleet);

    private static ulong HeldOutSeed(int seed, int fleet) => (ulong)(1_000_000 + 1_000 * seed + fleet);

    private static void Add(TrainingRows rows, List<float[]> healthy, float[] row, string mode, double severity)
    {
        var @class = FailureModes.Classes.ToList().IndexOf(mode);
        if (@class < 0)
        {
            rows.Add(row, 0, 1);
            return;
        }
        var certainty = Math.Clamp((severity - MaxHealthySeverity) / (MinCertainSeverity - MaxHealthySeverity), 0, 1);
        if (certainty < 1) rows.Add(row, 0, (float)(1 - certainty));
        if (certainty > 0) rows.Add(row, @class, (float)certainty);
        if (certainty == 0) healthy.Add(row);
    }

    private static (float Low, float High) UsualRange(List<float[]> healthy, int feature)
    {
        var values = healthy.Select(r => r[feature]).Where(float.IsFinite).Order().ToArray();
        return values.Length < 100 ? (float.NaN, float.NaN) : (values[values.Length / 100], values[values.Length * 99 / 100]);
    }

    private static ClassFigures[] Evaluate(int seed, string output, Action<double, string> progress)
    {
        var model = PmmlModel.Load(File.ReadAllBytes(output));
        var figures = FailureModes.Classes.Select(m => new ClassFigures(m)).ToArray();
        var probabilities = new float[FailureModes.Classes.Count];
        for (var i = 0; i < HeldOutFleets; i++)
        {
            FleetSampler.Sample(HeldOutSeed(seed, i), varySensors: true, (features, mode, severity) =>
            {
                // Between the two severities there is no right answer.
                if (severity > MaxHealthySeverity && severity < MinCertainSeverity) return;
                model.Score(ModelInputs.Select(features), 1, probabilities);
                var shown = severity >= MinCertainSeverity && FailureModes.Classes.Contains(mode);
                ClassFigures.Count(figures, shown ? mode : FailureModes.None, probabilities);
            });
            progress(0.8 + 0.2 * (i + 1) / HeldOutFleets, $"held-out fleet {i + 1} of {HeldOutFleets}");
        }
        return figures;
    }
}
