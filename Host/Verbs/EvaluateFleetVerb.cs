using System.CommandLine;
using System.Text.Json;
using Maintenance.Host.Evaluation.Fleet;

namespace Maintenance.Host.Verbs;

/// <summary><c>evaluate fleet</c>: lead time, recall and false alarms against known onsets.</summary>
internal static class EvaluateFleetVerb
{
    public static Command Create()
    {
        var model = new Option<string>("--model") { Description = "PMML document of the drill-health model.", DefaultValueFactory = _ => "models/drill-health.pmml" };
        var seed = new Option<int>("--seed") { Description = "Seed of the fleet, 1 to 100000.", DefaultValueFactory = _ => 1 };
        var drills = new Option<int>("--drills") { Description = "Drills, 3 to 10000.", DefaultValueFactory = _ => 24 };
        var json = VerbOptions.Json();
        seed.Validators.Add(r => { if (r.GetValueOrDefault<int>() is < 1 or > 100_000) r.AddError("--seed: allowed are 1 to 100000."); });
        drills.Validators.Add(r => { if (r.GetValueOrDefault<int>() is < 3 or > 10_000) r.AddError("--drills: allowed are 3 to 10000."); });
        var command = new Command("fleet", "Simulated drills with known onsets: lead time, recall, false alarms per drill-month, by failure mode.") { model, seed, drills, json };
        command.SetAction((parsed, cancellationToken) => Task.FromResult(Run(
            new FleetEvaluation(parsed.GetValue(model)!, parsed.GetValue(seed), parsed.GetValue(drills)), parsed.GetValue(json), cancellationToken)));
        return command;
    }

    private static int Run(FleetEvaluation evaluation, bool json, CancellationToken cancellationToken)
    {
        var figures = evaluation.Run(drill => Console.Error.WriteLine($"drill {drill + 1}"), cancellationToken);
        if (json) Console.Out.WriteLine(JsonSerializer.Serialize(figures, JsonSerializerOptions.Web));
        else
        {
            Console.Out.WriteLine(figures.Protocol);
            EvaluationTable.Write(
                ["failure mode", "faults", "found", "named right", "recall", "median lead h", "least lead h", "lead / growth"],
                figures.Modes.Select(m => (object[])
                [
                    m.FailureMode, m.Faults, m.Found, m.NamedRight, m.Recall, (object?)m.MedianLeadHours ?? "-", (object?)m.LeastLeadHours ?? "-", (object?)m.MedianLeadShare ?? "-",
                ]));
            EvaluationTable.Write(
                ["healthy drill-months", "false alarms", "per drill-month"],
                [[figures.HealthyDrillMonths, figures.FalseAlarms, figures.FalseAlarmsPerDrillMonth]]);
        }
        return 0;
    }
}
