using Maintenance.Core.Conditions;
using Maintenance.Core.Models;
using Maintenance.Core.Ports;
using Maintenance.Scoring.HealthAssessment;
using Maintenance.Training.Fleets;

namespace Maintenance.Training.Evaluation.Fleet;

/// <summary>
/// Remaining life as a drill-life model tells it, against the truth of simulated run-to-failure histories of seeds that training does not
/// use.
/// </summary>
public sealed class RulEvaluation(IConditionModel life, IConditionModel health)
{
    public static string Protocol { get; } =
        $"Drills that each develop one fault, growing for {FaultDraw.GrowthWords}, of a seed that training does not use; "
        + $"on average a moment every {RulSampler.HoursOfSample} hours from onset to failure, {FleetLook.Seconds} seconds of readings; "
        + "a life is told where the drill-health model names a fault.";

    private readonly int[] _inputs = [.. life.Inputs.Select(i => IndexOf(WindowFeatures.Names, i))];
    private readonly int[] _levels = [.. LifeModelOutputs.All.Select(o => IndexOf(life.Outputs, o))];

    /// <summary>Judges fleets of one seed.</summary>
    public IReadOnlyList<RulFigures> Run(int seed, int drills, CancellationToken cancellationToken, bool varySensors = false)
    {
        var samples = new RulSampler(health, varySensors).Sample(6_000_000UL + (ulong)seed, drills, cancellationToken);
        var told = samples.Select(s => (s.Mode, s.RemainingHours, Levels: Estimate(s.Features))).ToList();
        return [.. FailureModes.All.Skip(1)
            .Select(m => Sum(m, [.. told.Where(t => t.Mode == m).Select(t => (t.RemainingHours, t.Levels))])),
            Sum("all", [.. told.Select(t => (t.RemainingHours, t.Levels))])];
    }

    private float[] Estimate(float[] features)
    {
        var outputs = new float[life.Outputs.Count];
        life.Score([.. _inputs.Select(i => features[i])], 1, outputs);
        return [.. _levels.Select(l => outputs[l])];
    }

    private static RulFigures Sum(string mode, List<(double Actual, float[] Levels)> told)
    {
        if (told.Count == 0) return new RulFigures(mode, 0, 0, 0, 0, 0, 0, 0);
        var median = told.Select(t => t.Actual).Order().ElementAt(told.Count / 2);
        return new RulFigures(
            mode, told.Count, Share(t => t.Actual >= t.Levels[0] && t.Actual <= t.Levels[2]), Share(t => t.Actual < t.Levels[0]),
                Share(t => t.Actual > t.Levels[2]),
            told.Average(t => Math.Abs(t.Actual - t.Levels[1])), told.Average(t => Math.Abs(t.Actual - median)),
                told.Average(t => (double)t.Levels[2] - t.Levels[0]));

        double Share(Func<(double Actual, float[] Levels), bool> which) => (double)told.Count(which) / told.Count;
    }

    private static int IndexOf(IReadOnlyList<string> names, string name)
    {
        for (var i = 0; i < names.Count; i++)
            if (string.Equals(names[i], name, StringComparison.Ordinal)) return i;
        throw new InvalidDataException($"The drill-life model: '{name}' is not there.");
    }
}
