using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Maintenance.Host.Composition;
using Maintenance.Scoring.Registry;
using Maintenance.Simulator.Scenarios;
using Maintenance.Training.Evaluation.Fleet;
using Maintenance.Training.Shipped;

namespace Maintenance.Host.Verbs;

/// <summary><c>evaluate fleet</c>: lead time, recall and false alarms against known onsets.</summary>
internal static class EvaluateFleetVerb
{
    private static readonly Option<string> Model = new("--model")
    {
        Description = "The drill-health model.", DefaultValueFactory = _ => "models/drill-health.zip",
    };
    private static readonly Option<string> Life = new("--life-model")
    {
        Description = "The drill-life model; empty: skip remaining useful life.", DefaultValueFactory = _ => "models/drill-life.pmml",
    };
    private static readonly Option<int> LifeDrills = Whole("--life-drills",
        "Drills run to failure to evaluate remaining useful life, 60 to 10000.", 60, 10_000, RulTrainer.EvaluationDrills);
    private static readonly Option<int> Seed = Whole("--seed", "Seed for the fleets, 1 to 100000.", 1, 100_000, 1);
    private static readonly Option<int> Drills = Whole("--drills", "Drills that get each fault, 1 to 1000.", 1, 1_000,
        FleetEvaluationSize.Whole.DrillsPerFault);
    private static readonly Option<int> Months = Whole("--months", "Healthy drills watched for a month each, 1 to 10000.", 1, 10_000,
        FleetEvaluationSize.Whole.HealthyMonths);
    private static readonly Option<bool> Quick = new("--quick")
    {
        Description = "Two drills per fault, four healthy months, no remaining useful life: whether it works, not how well.",
    };
    private static readonly Option<bool> Json = VerbOptions.Json();

    public static Command Create()
    {
        var command = new Command("fleet", "Scenarios of simulated drills with known faults: lead time, recall and right failure mode by "
            + "fault, false alarms per drill-month, what is said of sensors that lie; coverage and error of remaining useful life; alarms.")
        {
            Model, Life, Seed, Drills, Months, LifeDrills, Quick, Json,
        };
        command.Validators.Add(r =>
        {
            if (r.GetResult(Quick) is not { Implicit: false }) return;
            foreach (var option in (Option[])[Drills, Months, LifeDrills])
                if (r.GetResult(option) is { Implicit: false }) r.AddError($"{option.Name}: not with --quick, which sets it.");
        });
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult args, CancellationToken cancellationToken)
    {
        var quick = args.GetValue(Quick);
        var size = quick ? FleetEvaluationSize.Quick
            : FleetEvaluationSize.Whole with { DrillsPerFault = args.GetValue(Drills), HealthyMonths = args.GetValue(Months) };
        var evaluation = new FleetEvaluation(
            () => ConditionModels.Load(args.GetValue(Model)!, ModelReaders.All), args.GetValue(Seed), size);
        var figures = evaluation.Run(ScenarioLibrary.All(), Progress, cancellationToken);
        if (!quick && args.GetValue(Life) is { Length: > 0 } path)
        {
            var life = new RulEvaluation(ConditionModels.Load(path, ModelReaders.All),
                ConditionModels.Load(args.GetValue(Model)!, ModelReaders.All));
            figures = figures with { Life = life.Run(args.GetValue(Seed), args.GetValue(LifeDrills), cancellationToken) };
        }
        if (!quick)
            figures = figures with { Alarms = await EvaluateAlarmsVerb.OfWeekAsync(args.GetValue(Seed), cancellationToken) };
        if (args.GetValue(Json)) Console.Out.WriteLine(JsonSerializer.Serialize(figures, JsonSerializerOptions.Web));
        else Print(figures);
        return 0;
    }

    private static void Progress(int done, int all)
    {
        if (done % 25 == 0 || done == all) Console.Error.WriteLine($"{done} of {all} drills");
    }

    private static void Print(FleetFigures figures)
    {
        Console.Out.WriteLine(figures.Protocol);
        EvaluationTable.Write(
            ["scenario", "faults", "found", "mode right", "defect right", "recall", "at least", "median lead, h", "P10 lead, h",
                "lead / growth", "named instead"],
            figures.Modes.Select(m => (object[])
            [
                m.Scenario, m.Faults, m.Found, m.NamedRight, (object?)m.DefectRight ?? "-", m.Recall, m.RecallLow95,
                (object?)m.MedianLeadHours ?? "-", (object?)m.P10LeadHours ?? "-", (object?)m.MedianLeadShare ?? "-", Words(m.NamedInstead),
            ]));
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Recall {figures.Recall:0.000}, at least {figures.RecallLow95:0.000} (exact 95 % bound)."));
        EvaluationTable.Write(
            ["drills", "drill-months", "looks", "graded", "false alarms", "per drill-month", "at most (95 %)", "modes", "sensors accused"],
            new[] { ("healthy", figures.Healthy), ("noisy sensors", figures.Noisy) }.Select(h => (object[])
            [
                h.Item1, h.Item2.DrillMonths, h.Item2.Looks, h.Item2.GradedShare, h.Item2.FalseAlarms, h.Item2.PerDrillMonth,
                h.Item2.PerDrillMonthHigh95, Words(h.Item2.Modes), Words(h.Item2.SensorsAccused),
            ]));
        EvaluationTable.Write(
            ["sensor fault", "drills", "reported", "as", "median delay, h", "machine alarms", "modes"],
            figures.Sensors.Select(s => (object[])
            [
                s.Scenario, s.Drills, s.Reported, Words(s.Words), (object?)s.MedianDelayHours ?? "-", s.MachineAlarms, Words(s.Modes),
            ]));
        if (figures.Life.Count > 0) Console.Out.WriteLine(RulEvaluation.Protocol);
        if (figures.Life.Count > 0) PrintLife(figures.Life);
        if (figures.Alarms is { } alarms) EvaluateAlarmsVerb.Print(alarms);
    }

    /// <summary>Prints the figures for remaining useful life.</summary>
    public static void PrintLife(IReadOnlyList<RulFigures> life) => EvaluationTable.Write(
        ["failure mode", "samples", "P10-P90 coverage", "failed before P10", "after P90", "MAE of P50, h", "MAE of constant median, h",
            "mean P90-P10, h"],
        life.Select(l => (object[])[l.FailureMode, l.Moments, l.Coverage, l.BelowP10, l.AboveP90, l.MeanAbsoluteErrorHours,
            l.ConstantErrorHours, l.MeanWidthHours]));

    private static string Words(IReadOnlyDictionary<string, int> counts) =>
        counts.Count == 0 ? "-" : string.Join(", ", counts.Select(c => $"{c.Key} {c.Value}"));

    private static Option<int> Whole(string name, string description, int low, int high, int otherwise)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => otherwise };
        option.Validators.Add(r =>
        {
            if (r.GetValueOrDefault<int>() < low || r.GetValueOrDefault<int>() > high) r.AddError($"{name}: allowed: {low} to {high}.");
        });
        return option;
    }
}
