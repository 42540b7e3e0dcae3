using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using Maintenance.Training.Evaluation.Bearings;

namespace Maintenance.Host.Verbs;

/// <summary><c>evaluate bearings</c>: real bearings, diagnosed by the live path's rule.</summary>
internal static class EvaluateBearingsVerb
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Web)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public static Command Create()
    {
        var data = new Option<string>("--data")
        {
            Required = true,
            Description = "Folder of data sets: recordings with labels (index.json, as CWRU and MFPT), snapshots of runs (raw/*.i16 as "
                + "IMS, raw/*.i32 as PRONOSTIA), or tables of their statistics.",
        };
        var seconds = new Option<double>("--seconds")
        {
            Description = "Cuts labelled recordings into blocks of so many seconds, as they come live; whole recordings by default.",
            DefaultValueFactory = _ => double.PositiveInfinity,
        };
        var json = VerbOptions.Json();
        var command = new Command("bearings", "Real bearings: which part is damaged, how sure, and false indications on healthy ones.")
        {
            data, seconds, json,
        };
        command.SetAction((parsed, cancellationToken) => Task.FromResult(Run(
            BearingEvaluation.Run(parsed.GetValue(data)!, parsed.GetValue(seconds), cancellationToken), parsed.GetValue(json))));
        return command;
    }

    private static int Run(BearingFigures figures, bool json)
    {
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(figures, Json));
            return 0;
        }
        Console.Out.WriteLine(figures.Protocol);
        if (figures.Recordings.Count > 0)
        {
            EvaluationTable.Write(
                ["set", "recording", "truth", "likeliest", "share", "P(damaged)", "named", "lines over floor"],
                figures.Recordings.Select(r => (object[])
                    [r.Set, r.Name, r.Truth ?? "", r.Likeliest ?? "cannot be told", r.Share, r.Probability, r.Defect ?? "", r.Prominence]));
            Console.Out.WriteLine($"Races: {figures.RacesRight} of {figures.Races} right, {figures.RacesSuspected} suspected. "
                + $"Rolling elements named as a race: {figures.ElementsCalledRace}.");
        }
        if (figures.Separation.Count > 0)
            EvaluationTable.Write(
                ["set", "bearings", "AUC outer race", "inner race", "rolling element", "macro", "95 % low", "high"],
                figures.Separation.Select(s => (object[])
                    [s.Set, s.Bearings, s.Areas[0], s.Areas[1], s.Areas[2], s.MacroArea, s.Low, s.High]));
        if (figures.Runs.Count > 0)
            EvaluationTable.Write(
                ["set", "bearing", "judged by", "snapshots", "P >= 0.15", "in first half", "P >= 0.3", "first", "greatest P"],
                figures.Runs.Select(r => (object[])
                [
                    r.Set, r.Bearing, r.JudgedBy, r.Snapshots, r.Suspected, r.SuspectedInFirstHalf, r.Alarms, r.FirstSuspected ?? "-",
                    r.Greatest,
                ]));
        return 0;
    }
}
