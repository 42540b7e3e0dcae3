using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Maintenance.Simulator.Player;
using Maintenance.Training.Evaluation.StuckPipe;

namespace Maintenance.Host.Verbs;

/// <summary><c>evaluate stuck-pipe</c>: real cases, hole by hole, and false alarms on a real well.</summary>
internal static class EvaluateStuckPipeVerb
{
    public static Command Create()
    {
        var inputs = new EvaluationInputs("Folder with the case files (dh…_case….csv, plain or gzip).", "Folder with case files",
            otherwise: "--healthy");
        var healthy = new Option<string?>("--healthy")
        {
            Description = "Recording of a well in which nothing went wrong (file or folder): alarms per day, each of them false.",
        };
        var format = VerbOptions.Format("witsml", "csv");
        format.Description = $"Format of the healthy recording: {format.Description}";
        var mapping = new Option<string?>("--mapping") { Description = "Mapping file of a healthy recording in CSV." };
        var json = VerbOptions.Json();
        var command = new Command("stuck-pipe", "Stuck pipe by hole: area under the ROC curve compared with a single-feature rule, "
            + "lead time, false alarms.") { healthy, format, mapping, json };
        inputs.AddTo(command, healthy);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(healthy) is { } path)
            {
                var kind = Enum.Parse<RecordedFormat>(parsed.GetValue(format)!, ignoreCase: true);
                return Write(await HealthyWellEvaluation.RunAsync(kind, path, parsed.GetValue(mapping), cancellationToken),
                    parsed.GetValue(json));
            }
            return Write(inputs.Data(parsed) is { } data ? StuckPipeEvaluation.Run(data)
                : StuckPipeEvaluation.Run(inputs.Own(parsed).Train, inputs.Own(parsed).Test), parsed.GetValue(json));
        });
        return command;
    }

    private static int Write(StuckPipeFigures figures, bool json)
    {
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(figures, JsonSerializerOptions.Web));
            return 0;
        }
        Console.Out.WriteLine(figures.Protocol);
        EvaluationTable.Write(
            ["score", "AUC within holes", "95 %", "AUC, all pairs", "by hole"],
            figures.Scores.Select(s => (object[])[s.Name, (object?)s.AreaWithinHoles ?? "-", Interval(s.Interval), s.AreaOverAll,
                string.Join(", ", s.Holes.Select(h => string.Create(CultureInfo.InvariantCulture, $"{h.Key} {h.Value:N3}")))]));
        Console.Out.WriteLine($"Better within holes than the range of torque by {Interval(figures.Advantage)} (95 %).");
        EvaluationTable.Write(
            ["stuck case", "probability at the end", "named since, min before", "alarm, min before"],
            figures.Leads.Select(l => (object[])[l.Case, l.Probability, (object?)l.NamedMinutes ?? "-", (object?)l.AlarmMinutes ?? "-"]));
        Write(figures.FalseAlarms, "normal cases", figures.Raised);
        return 0;
    }

    private static int Write(IReadOnlyList<HealthyWellFigures> wells, bool json)
    {
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(wells, JsonSerializerOptions.Web));
            return 0;
        }
        foreach (var well in wells) Write(well.Modes, well.Asset, well.Raised);
        return 0;
    }

    private static void Write(IReadOnlyList<AlarmFigures> modes, string what, IReadOnlyList<RaisedAlarm> raised)
    {
        EvaluationTable.Write([what, "minutes", "of these seen", "named", "false alarms", "per hour", "per day"],
            modes.Select(m => (object[])[m.Mode, m.Minutes, m.SeenMinutes, m.NamedMinutes, m.Alarms, m.PerHour, m.PerDay]));
        if (raised.Count > 0) EvaluationTable.Write(["alarm at", "failure mode", "probability", "reasons"],
            raised.Select(r => (object[])[r.When, r.Mode, r.Probability, r.Reasons]));
    }

    private static string Interval(AreaInterval? interval) => interval is null ? "-"
        : string.Create(CultureInfo.InvariantCulture, $"{interval.Low:N3} to {interval.High:N3}");
}
