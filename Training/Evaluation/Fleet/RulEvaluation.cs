using Maintenance.Core.Conditions;
using Maintenance.Core.Models;
using Maintenance.Core.Ports;
using Maintenance.Scoring.HealthAssessment;
using Maintenance.Training.Fleets;

namespace Maintenance.Training.Evaluation.Fleet;

/// <summary>
/// RUL estimates of a drill-life model against the truth of simulated run-to-failure histories, with seeds that training does not use.
/// </summary>
public sealed class RulEvaluation(IConditionModel life, IConditionModel health)
{
    public static string Protocol { get; } =
        $"Drills that each develop one fault, growing for {FaultDraw.GrowthWords}, with a seed that training does not use; "
        + $"on average a sample every {RulSampler.HoursPerSample} hours from onset to failure, "
        + $"on {SimulatedDrillScorer.Seconds} seconds of readings; "
        + "RUL is estimated where the drill-health model names a fault.";

    private readonly int[] _inputs = [.. life.Inputs.Select(i => IndexOf(WindowFeatures.Names, i))];
    private readonly int[] _levels = [.. LifeModelOutputs.All.Select(o => IndexOf(life.Outputs, o))];

    /// <summary>Evaluates on a fleet of one seed.</summary>
    public IReadOnlyList<RulFigures> Run(int seed, int drills, CancellationToken cancellationToken, bool varySensors = false)
    {
        var samples = new RulSampler(health, varySensors).Sample(6_000_000UL + (ulong)seed, drills, cancellationToken);
        var estimates = samples.Select(s => (s.Mode, s.RemainingHours, Levels: Estimate(s.Features))).ToList();
        return [.. FailureModes.Classes.Skip(1)
            .Select(m => Sum(m, [.. estimates.Where(t => t.Mode == m).Select(t => (t.RemainingHours, t.Levels))])),
            Sum("all", [.. estimates.Select(t => (t.RemainingHours, t.Levels))])];
    }

    private float[] Estimate(float[] features)
    {
        var outputs = new float[life.Outputs.Count];
        life.Score([.. _inputs.Select(i => features[i])], 1, outputs);
        return [.. _levels.Select(l => outputs[l])];
    }

    private static RulFigures Sum(string mode, List<(double Actual, float[] Levels)> estimates)
    {
        if (estimates.Count == 0) return new RulFigures(mode, 0, 0, 0, 0, 0, 0, 0);
        var median = estimates.Select(t => t.Actual).Order().ElementAt(estimates.Count / 2);
        return new RulFigures(
            mode, estimates.Count, Share(t => t.Actual >= t.Levels[0] && t.Actual <= t.Levels[2]), Share(t => t.Actual < t.Levels[0]),
            Share(t => t.Actual > t.Levels[2]),
            estimates.Average(t => Math.Abs(t.Actual - t.Levels[1])), estimates.Average(t => Math.Abs(t.Actual - median)),
            estimates.Average(t => (double)t.Levels[2] - t.Levels[0]));

        double Share(Func<(double Actual, float[] Levels), bool> which) => (double)estimates.Count(which) / estimates.Count;
    }

    private static int IndexOf(IReadOnlyList<string> names, string name)
    {
        for (var i = 0; i < names.Count; i++)
            if (string.Equals(names[i], name, StringComparison.Ordinal)) return i;
        throw new InvalidDataException($"The drill-life model's input or output '{name}' does not exist; inputs must be window features.");
    }
}
