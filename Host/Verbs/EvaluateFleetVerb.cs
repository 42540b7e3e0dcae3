using System.CommandLine;
using System.Text.Json;
using Maintenance.Host.Composition;
using Maintenance.Scoring.Registry;
using Maintenance.Training.Evaluation.Fleet;
using Maintenance.Training.Shipped;

namespace Maintenance.Host.Verbs;

/// <summary><c>evaluate fleet</c>: lead time, recall and false alarms against known onsets.</summary>
internal static class EvaluateFleetVerb
{
    public static Command Create()
    {
        var model = new Option<string>("--model")
        {
            Description = "PMML document of the drill-health model.", DefaultValueFactory =
            _ => "models/drill-health.pmml"
        };
        var life = new Option<string>("--life-model")
        {
            Description = "PMML document of the drill-life model; empty: skip remaining "
            + "useful life.", DefaultValueFactory = _ => "models/drill-life.pmml"
        };
        var lifeDrills = new Option<int>("--life-drills")
        {
            Description = "Drills run to failure to evaluate remaining useful life, 60 to 10000.",
            DefaultValueFactory = _ => RulTrainer.EvaluationDrills
        };
        var seed = new Option<int>("--seed") { Description = "Seed for the fleet, 1 to 100000.", DefaultValueFactory = _ => 1 };
        var drills = new Option<int>("--drills") { Description = "Number of drills, 3 to 10000.", DefaultValueFactory = _ => 24 };
        var json = VerbOptions.Json();
        seed.Validators.Add(r => { if (r.GetValueOrDefault<int>() is < 1 or > 100_000) r.AddError("--seed: allowed: 1 to 100000."); });
        drills.Validators.Add(r => { if (r.GetValueOrDefault<int>() is < 3 or > 10_000) r.AddError("--drills: allowed: 3 to 10000."); });
        lifeDrills.Validators.Add(r =>
        {
            if (r.GetValueOrDefault<int>() is < 60 or > 10_000) r.AddError("--life-drills: allowed: 60 to "
            + "10000.");
        });
        var command = new Command("fleet", "Simulated drills with known fault onsets: lead time, recall, false alarms per drill-month by "
            + "failure mode; coverage and error of remaining useful life.")
        {
            model, life, seed, drills, lifeDrills, json,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            var evaluation = new FleetEvaluation(() => ConditionModels.Load(parsed.GetValue(model)!, ModelReaders.All),
                parsed.GetValue(seed), parsed.GetValue(drills));
            IReadOnlyList<RulFigures> LifeOf() => parsed.GetValue(life) is { Length: > 0 } path
                ? new RulEvaluation(ConditionModels.Load(path, ModelReaders.All),
                    ConditionModels.Load(parsed.GetValue(model)!, ModelReaders.All))
                    .Run(parsed.GetValue(seed), parsed.GetValue(lifeDrills), cancellationToken)
                : [];
            return Task.FromResult(Run(evaluation, LifeOf, parsed.GetValue(json), cancellationToken));
        });
        return command;
    }

    private static int Run(FleetEvaluation evaluation, Func<IReadOnlyList<RulFigures>> lifeOf, bool json,
        CancellationToken cancellationToken)
    {
        var figures = evaluation.Run(drill => Console.Error.WriteLine($"drill {drill + 1}"), cancellationToken);
        var life = lifeOf();
        figures = figures with { Life = life };
        if (json) Console.Out.WriteLine(JsonSerializer.Serialize(figures, JsonSerializerOptions.Web));
        else
        {
            Console.Out.WriteLine(figures.Protocol);
            EvaluationTable.Write(
                ["failure mode", "faults", "found", "mode correct", "recall", "median lead, h", "min lead, h", "lead / growth"],
                figures.Modes.Select(m => (object[])
                [
                    m.FailureMode, m.Faults, m.Found, m.NamedRight, m.Recall, (object?)m.MedianLeadHours ?? "-", (object?)m.MinLeadHours
                        ?? "-", (object?)m.MedianLeadShare ?? "-",
                ]));
            EvaluationTable.Write(
                ["healthy drill-months", "false alarms", "per drill-month"],
                [[figures.HealthyDrillMonths, figures.FalseAlarms, figures.FalseAlarmsPerDrillMonth]]);
            if (life.Count > 0)
            {
                Console.Out.WriteLine(RulEvaluation.Protocol);
                PrintLife(life);
            }
        }
        return 0;
    }

    /// <summary>Prints the figures for remaining useful life.</summary>
    public static void PrintLife(IReadOnlyList<RulFigures> life) => EvaluationTable.Write(
        ["failure mode", "samples", "P10-P90 coverage", "failed before P10", "after P90", "MAE of P50, h", "MAE of constant median, h",
            "mean P90-P10, h"],
        life.Select(l => (object[])[l.FailureMode, l.Moments, l.Coverage, l.BelowP10, l.AboveP90, l.MeanAbsoluteErrorHours,
            l.ConstantErrorHours, l.MeanWidthHours]));
}
