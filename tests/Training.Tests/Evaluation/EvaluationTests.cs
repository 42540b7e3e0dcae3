using System.Text.Json;
using Maintenance.Simulator.Player;
using Maintenance.Training.Evaluation;
using Maintenance.Training.Evaluation.CMapss;
using Maintenance.Training.Evaluation.StuckPipe;

namespace Maintenance.Training.Tests.Evaluation;

/// <summary>
/// Pieces of the protocols against closed forms, and a quick run on the recordings. docs/models/evaluation.md has the complete figures.
/// </summary>
public sealed class EvaluationTests
{
    [Theory]
    [InlineData(-20, 3.66)]
    [InlineData(20, 6.39)]
    [InlineData(0, 0)]
    public void A_late_warning_costs_more_than_an_early_one(double error, double score) => Judgement.NasaScoreOf(error)
        .ShouldBe(score, 0.005);

    [Fact]
    public void Window_sums_are_the_mean_and_the_least_squares_slope_of_the_last_values()
    {
        var random = new Random(1);
        var series = Enumerable.Range(0, 60).Select(_ => random.NextDouble()).ToArray();
        var sums = new WindowSums(series);
        for (var t = 0; t < series.Length; t++)
        {
            var n = Math.Min(15, t + 1);
            var window = series[(t + 1 - n)..(t + 1)];
            sums.Mean(t, 15).ShouldBe(window.Average(), 1e-12);
            if (n < 5) sums.Slope(t, 15).ShouldBe(double.NaN);
            else sums.Slope(t, 15).ShouldBe(MathNet.Numerics.Fit.Line([.. Enumerable.Range(0, n).Select(i => (double)i)], window).B, 1e-10);
        }
    }

    [Fact]
    public void Features_of_a_cycle_know_nothing_of_the_cycles_after_it()
    {
        var runs = Enumerable.Range(1, 6).Select(unit => Run(unit, 120)).ToList();
        var features = new EngineFeatures(runs, cap: 100);
        var whole = features.Of(runs[0]);
        var cut = features.Of(runs[0] with { Cycles = [.. runs[0].Cycles.Take(70)] });
        for (var t = 0; t < cut.Length; t++) cut[t].ShouldBe(whole[t]);
    }

    [Fact]
    public void The_area_under_the_curve_counts_pairs_and_half_of_ties() =>
        RocCurve.Area([(3, true), (1, true), (2, false), (1, false)]).ShouldBe((1 + 1 + 0 + 0.5) / 4);

    [SharedDataFact]
    [Trait(TestKind.Name, TestKind.Time)]
    public void Remaining_life_of_engines_never_seen_is_near_the_truth_and_the_same_each_time()
    {
        var evaluation = new CMapssEvaluation(rounds: 60, seed: 1);
        var figures = evaluation.Judge(SharedData.PathOf("cmapss"), "FD001", _ => { }, CancellationToken.None);
        figures.Units.ShouldBe(100);
        figures.RmseTrueRul.ShouldBeLessThan(14);
        figures.Coverage.ShouldBeInRange(0.7, 0.9);
        evaluation.Judge(SharedData.PathOf("cmapss"), "FD001", _ => { }, CancellationToken.None).ShouldBe(figures);
    }

    [SharedDataFact]
    public void Stuck_pipe_is_told_in_every_hole_at_least_as_well_as_by_one_feature_and_better_in_all()
    {
        var figures = StuckPipeEvaluation.Run(SharedData.PathOf("drilling/stuck-pipe/cases"));
        (figures.Cases, figures.Stuck, figures.Leads.Count).ShouldBe((33, 7, 7));
        var live = figures.Scores[0];
        live.AreaWithinHoles!.Value.ShouldBeGreaterThanOrEqualTo(0.95);
        foreach (var single in figures.Scores.Skip(1))
        {
            live.AreaWithinHoles!.Value.ShouldBeGreaterThan(single.AreaWithinHoles!.Value);
            live.AreaOverAll.ShouldBeGreaterThan(single.AreaOverAll);
            foreach (var (hole, area) in single.Holes) live.Holes[hole].ShouldBeGreaterThanOrEqualTo(area, hole);
        }
        figures.Advantage!.Low.ShouldBeGreaterThanOrEqualTo(0);
        figures.FalseAlarms[0].PerHour.ShouldBeLessThan(0.2);
        JsonSerializer.Serialize(StuckPipeEvaluation.Run(SharedData.PathOf("drilling/stuck-pipe/cases")))
            .ShouldBe(JsonSerializer.Serialize(figures), "the same each time");
    }

    [SharedDataFact]
    public async Task A_real_well_in_which_nothing_stuck_raises_at_most_one_alarm_a_day()
    {
        var wells = await HealthyWellEvaluation.RunAsync(RecordedFormat.Witsml, SharedData.PathOf("witsml/volve/F-7"), mapping: null,
            CancellationToken.None);
        foreach (var mode in wells.ShouldHaveSingleItem().Modes)
        {
            mode.Minutes.ShouldBeGreaterThan(2_000);
            mode.PerDay.ShouldBeLessThanOrEqualTo(1, mode.Mode);
        }
        wells[0].Modes[0].SeenMinutes.ShouldBeGreaterThan(1_000, "a mode that is never seen raises no alarm either");
    }

    private static EngineRun Run(int unit, int cycles)
    {
        var random = new Random(unit);
        return new EngineRun(unit, [.. Enumerable.Range(0, cycles).Select(t =>
            Enumerable.Range(0, EngineRun.Settings + EngineRun.Sensors).Select(i => i < EngineRun.Settings
                ? 0f : (float)(random.NextDouble() + t * 0.01)).ToArray())], 0);
    }
}
