using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json;
using Maintenance.Core.Alarms;
using Maintenance.Host.Composition;
using Maintenance.Training.Evaluation.Fleet.Alarms;

namespace Maintenance.Host.Verbs;

/// <summary><c>bench outage</c>: the back-fill of an outage of the whole fleet while live data flows.</summary>
internal static class BenchOutageVerb
{
    private static readonly Option<double> Hours = new("--hours")
    {
        Description = "Length of the outage, 0.1 to 24.", DefaultValueFactory = _ => OutageSize.Satellite.Outage.TotalHours,
    };
    private static readonly Option<int> Drills = new("--drills")
    {
        Description = "Drills, 1 to 1000.", DefaultValueFactory = _ => OutageSize.Satellite.Drills,
    };
    private static readonly Option<int> Speed = new("--speed")
    {
        Description = "How many times as fast as real time the data follows, 1 to 100.",
        DefaultValueFactory = _ => OutageSize.Satellite.Speed,
    };
    private static readonly Option<string> Data = VerbOptions.DiskToMeasure();
    private static readonly Option<bool> Json = VerbOptions.Json();

    public static Command Create()
    {
        Hours.Validators.Add(r => Check(r, r.GetValueOrDefault<double>() is >= 0.1 and <= 24, "0.1 to 24"));
        Drills.Validators.Add(r => Check(r, r.GetValueOrDefault<int>() is >= 1 and <= 1_000, "1 to 1000"));
        Speed.Validators.Add(r => Check(r, r.GetValueOrDefault<int>() is >= 1 and <= 100, "1 to 100"));
        var command = new Command("outage", "Plays an outage of a fleet whose data follows while live data flows: live latency, late and "
            + "withdrawn alarms, and whether history is that of the same blocks in order. Exit code 1 when it is not, when a "
            + "live block takes over 2 s (P99), when an outage is more than one alarm, or when one that is over is announced.")
        {
            Hours, Drills, Speed, Data, Json,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static void Check(OptionResult result, bool allowed, string range)
    {
        if (!allowed) result.AddError($"{result.Option.Name}: allowed: {range}.");
    }

    private static async Task<int> RunAsync(ParseResult args, CancellationToken cancellationToken)
    {
        using var loggers = ConsoleLog.ToStandardError();
        var size = OutageSize.Satellite with
        {
            Drills = args.GetValue(Drills),
            Outage = TimeSpan.FromHours(args.GetValue(Hours)),
            Speed = args.GetValue(Speed),
        };
        var tenth = 0;
        var figures = await new OutageEvaluation(AlarmRuleDefaults.Set, size, loggers).RunAsync(args.GetValue(Data)!, done =>
        {
            if ((int)(done * 10) <= tenth) return;
            tenth = (int)(done * 10);
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{tenth * 10} % of the back-fill"));
        }, cancellationToken);
        if (args.GetValue(Json)) Console.Out.WriteLine(JsonSerializer.Serialize(figures, JsonSerializerOptions.Web));
        else Print(figures);
        return figures is { Differences: 0, AnnouncedWhenOver.Count: 0, LiveP99Ms: <= OutageFigures.LiveBudgetMs }
            && figures.SilenceRows <= figures.MaxSilenceRows ? 0 : 1;
    }

    private static void Print(OutageFigures f)
    {
        EvaluationTable.Write(["figure", "value"],
        [
            ["blocks", f.Blocks], ["of these late", f.BackfilledBlocks], ["live block to store, ms, median", f.LiveP50Ms],
            ["P99", f.LiveP99Ms], ["longest", f.LiveMaxMs], ["alarms", f.Alarms],
            ["over when known", f.OverWhenKnown], ["announced although over", f.AnnouncedWhenOver.Count], ["corrections", f.Corrected],
            ["rows of silence", f.SilenceRows],
            ["rows that differ from those in order", f.Differences],
        ]);
        EvaluationTable.Write(["second over budget", "ms"], f.Slow.Select(s => new object[] { $"{s.At:O}", s.Milliseconds }));
        EvaluationTable.Write(["alarm", "rule", "began", "known"], f.Late.Select(Row));
        EvaluationTable.Write(["announced although over", "rule", "began", "announced at"], f.AnnouncedWhenOver.Select(Row));
        EvaluationTable.Write(["withdrawn", "rule", "began", "withdrawn at"], f.Withdrawn.Select(Row));
    }

    private static object[] Row(LateAlarm alarm) => [alarm.Asset, alarm.Rule, $"{alarm.EventTime:O}", $"{alarm.KnownAt:O}"];
}
