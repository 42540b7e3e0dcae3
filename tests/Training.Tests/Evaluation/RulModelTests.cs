using Maintenance.Pmml;
using Maintenance.Scoring.Registry;
using Maintenance.Training.Evaluation.Fleet;

namespace Maintenance.Training.Tests.Evaluation;

/// <summary>The shipped drill-life document, and a quick run of what docs/models/evaluation.md has in full.</summary>
public sealed class RulModelTests
{
    [Fact]
    public void Levels_are_ordered_never_negative_and_computed_by_flat_trees()
    {
        var model = PmmlModel.LoadFile(Repository.PathOf("models/drill-life.pmml"));
        model.IsFlatEnsemble.ShouldBeTrue("each developing fault asks it every second");
        int[] levels = [.. new[] { "rul_p10_hours", "rul_p50_hours", "rul_p90_hours" }.Select(n => model.Outputs.ToList().IndexOf(n))];
        levels.ShouldAllBe(l => l >= 0);
        var (random, results) = (new Random(1), new float[model.Outputs.Count]);
        for (var i = 0; i < 500; i++)
        {
            float[] row = [.. model.Inputs.Select(_ => random.Next(5) == 0 ? float.NaN : (float)(200 * Math.Pow(random.NextDouble(), 4)))];
            model.Score(row, 1, results);
            results[levels[0]].ShouldBeInRange(0, results[levels[1]]);
            results[levels[2]].ShouldBeInRange(results[levels[1]], 60);
        }
    }

    [Fact]
    public void On_drills_it_has_not_seen_the_truth_lies_within_its_levels_about_as_often_as_it_says()
    {
        var (life, health) = (ConditionModels.Load(Repository.PathOf("models/drill-life.pmml")),
            ConditionModels.Load(Repository.PathOf("models/drill-health.pmml")));
        var all = new RulEvaluation(life, health).Run(seed: 3, drills: 60, CancellationToken.None)[^1];
        all.Moments.ShouldBeGreaterThan(150);
        all.Coverage.ShouldBeInRange(0.7, 0.9); // of 60 drills: two standard errors
        all.MeanAbsoluteErrorHours.ShouldBeLessThan(0.75 * all.ConstantErrorHours, "it must know more than how long drills last as a rule");
    }
}
