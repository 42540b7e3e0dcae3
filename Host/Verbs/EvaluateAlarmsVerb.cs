using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Maintenance.Core.Alarms;
using Maintenance.Host.Composition;
using Maintenance.Training.Evaluation.Fleet.Alarms;

namespace Maintenance.Host.Verbs;

/// <summary><c>evaluate alarms</c>: the alarm load of the default fleet, which <c>evaluate fleet</c> gives too.</summary>
internal static class EvaluateAlarmsVerb
{
    private static readonly Option<double> Days = Bounded("--days", "Simulated days, 0.01 to 60.", 0.01, 60, AlarmLoadSize.Week.Days);
    private static readonly Option<int> Seed = new("--seed")
    {
        Description = "Seed for the fleet, 1 to 100000.", DefaultValueFactory = _ => 1,
    };
    private static readonly Option<bool> EverySecond = new("--every-second")
    {
        Description = "Every block instead of a part of them: 15 times as long.",
    };
    private static readonly Option<bool> Json = VerbOptions.Json();
    private static readonly Option<string> Data = new("--data")
    {
        Description = "Folder on the disk for the pipeline; a temporary subfolder is created in it.",
        DefaultValueFactory = _ => Path.GetTempPath(),
    };

    public static Command Create()
    {
        Seed.Validators.Add(r =>
        {
            if (r.GetValueOrDefault<int>() is < 1 or > 100_000) r.AddError("--seed: allowed: 1 to 100000.");
        });
        var command = new Command("alarms", "The default fleet through the whole pipeline with the default rules: alarms per operator "
            + "hour, floods, chattering, stale and frequent alarms, and whether each failure was alarmed before it.")
        {
            Days, Seed, EverySecond, Data, Json,
        };
        command.SetAction(async (args, cancellationToken) =>
        {
            var size = AlarmLoadSize.Week with { Days = args.GetValue(Days), EverySecond = args.GetValue(EverySecond) };
            var figures = await MeasureAsync(size, args.GetValue(Seed), args.GetValue(Data)!, cancellationToken);
            if (args.GetValue(Json)) Console.Out.WriteLine(JsonSerializer.Serialize(figures, JsonSerializerOptions.Web));
            else Print(figures);
            return 0;
        });
        return command;
    }

    /// <summary>Measures a week.</summary>
    public static Task<AlarmLoadFigures> OfWeekAsync(int seed, CancellationToken cancellationToken) =>
        MeasureAsync(AlarmLoadSize.Week, seed, Path.GetTempPath(), cancellationToken);

    /// <summary>Measures, with log and store in a temporary folder inside the given one.</summary>
    private static async Task<AlarmLoadFigures> MeasureAsync(
        AlarmLoadSize size, int seed, string folder, CancellationToken cancellationToken)
    {
        using var loggers = ConsoleLog.ToStandardError();
        var tenth = 0;
        return await new AlarmLoadEvaluation(AlarmRuleDefaults.Set, seed, size, loggers).RunAsync(folder, done =>
        {
            if ((int)(done * 10) <= tenth) return;
            tenth = (int)(done * 10);
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{tenth * size.Days / 10:0.0} of {size.Days:0.0} days"));
        }, cancellationToken);
    }

    /// <summary>Prints the figures.</summary>
    public static void Print(AlarmLoadFigures figures)
    {
        Console.Out.WriteLine(figures.Protocol);
        EvaluationTable.Write(
            ["alarms", "one operator, idle", .. figures.Attended.Select(a => $"{a.Operators} at work"), "allowed"],
            figures.Unattended.Select((f, i) => (object[])
                [f.Name, (object?)f.Value ?? "-", .. figures.Attended.Select(a => (object?)a.Figures[i].Value ?? "-"), f.Limit ?? "-"]));
        foreach (var shift in figures.Attended)
            Console.Out.WriteLine($"{shift.Operators} at work: {shift.Actions:N0} actions, {shift.Refused:N0} refused; "
                + $"{shift.AuditProblem ?? "the audit is whole"}.");
        EvaluationTable.Write(["rule", "alarms"], figures.Rules.Select(r => (object[])[r.Key, r.Value]));
        EvaluationTable.Write(["fault", "failures", "alarmed before", "least lead, h", "median lead, h", "rules"],
            figures.Faults.GroupBy(f => f.FailureMode, StringComparer.Ordinal).Select(g =>
            {
                var leads = g.Select(f => f.LeadHours).OfType<double>().Order().ToList();
                return (object[])
                [
                    g.Key, g.Count(), leads.Count, leads.Count == 0 ? "-" : leads[0], leads.Count == 0 ? "-" : leads[leads.Count / 2],
                    string.Join(", ", g.Select(f => f.Rule).OfType<string>().CountBy(r => r).OrderByDescending(r => r.Value)
                        .Select(r => $"{r.Key} {r.Value}")),
                ];
            }));
        EvaluationTable.Write(["stood over a day", "drill", "raised", "returned", "fault", "failed", "repaired"],
            figures.Stale.Select(s => (object[])
            [
                s.Rule, s.Asset, s.Raised.ToString("u"), s.Returned?.ToString("u") ?? "stands", s.FailureMode ?? "-",
                s.Failed?.ToString("u") ?? "-", s.Repaired?.ToString("u") ?? "-",
            ]));
        Console.Out.WriteLine($"{figures.Stale.Count(s => s.AfterRepair is not null)} of {figures.Stale.Count} of them returned after the "
            + $"repair of the fault, {figures.Stale.Max(s => s.AfterRepair)?.TotalMinutes ?? 0:0.0} minutes after it at most.");
        foreach (var missed in figures.Faults.Where(f => f.Raised is null))
            Console.Out.WriteLine($"Not alarmed: {missed.FailureMode} of {missed.Asset}, {missed.Onset:u} to {missed.Failure:u}.");
        Console.Out.WriteLine($"{figures.Faults.Count - figures.Missed} of {figures.Faults.Count} failures were alarmed before them; "
            + $"{figures.Blocks:N0} blocks.");
    }

    private static Option<double> Bounded(string name, string description, double low, double high, double otherwise)
    {
        var option = new Option<double>(name) { Description = description, DefaultValueFactory = _ => otherwise };
        option.Validators.Add(r =>
        {
            if (r.GetValueOrDefault<double>() is var value && !(value >= low && value <= high))
                r.AddError($"{name}: allowed: {low} to {high}.");
        });
        return option;
    }
}
