using System.CommandLine;
using System.Text.Json;
using Maintenance.Training.Evaluation.Drilling;

namespace Maintenance.Host.Verbs;

/// <summary><c>evaluate drilling</c>: states, specific energy and trajectories against recordings of real wells.</summary>
internal static class EvaluateDrillingVerb
{
    public static Command Create()
    {
        var data = new Option<string>("--data")
        {
            Description = "Folder with the WITSML documents of one or more wells (logs, trajectories, bit records), plain or gzip.",
            Required = true,
        };
        var bit = new Option<double>("--bit-diameter")
        {
            Description = "Diameter of the bit in metres, for the specific energy; by default that of the bit in the documents, else "
                + "the one that the log's own curve implies.",
            DefaultValueFactory = _ => double.NaN,
        };
        bit.Validators.Add(r =>
        {
            if (r.GetValueOrDefault<double>() is <= 0.02 or >= 2) r.AddError("--bit-diameter: allowed: 0.02 to 2 (metres).");
        });
        var json = VerbOptions.Json();
        var command = new Command("drilling", "Recordings of real wells: drilling states against the log's rig activity, specific energy "
            + "against the log's own, trajectories against the positions in the file.") { data, bit, json };
        command.SetAction(async (parsed, cancellationToken) => Print(
            await DrillingEvaluation.RunAsync(parsed.GetValue(data)!, parsed.GetValue(bit), cancellationToken), parsed.GetValue(json)));
        return command;
    }

    private static int Print(DrillingFigures figures, bool json)
    {
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(figures, JsonSerializerOptions.Web));
            return 0;
        }
        Console.Out.WriteLine(figures.Protocol);
        if (figures.States.Count > 0)
        {
            EvaluationTable.Write(["well", "part", "a reading every", "readings", "agreement", "kappa", "flicker / h"],
                figures.States.Select(s => (object[])[s.Well, s.Part, s.Sampling, s.Readings, s.Agreement, Or(s.Kappa), s.Flicker]));
            EvaluationTable.Write(["well", "part", "a reading every", "state", "in the log", "detected", "both"],
                figures.States.SelectMany(f => f.States.Select(s => (object[])[f.Well, f.Part, f.Sampling, s.State, s.InLog, s.Detected,
                    s.Both])));
        }
        if (figures.Energy.Count > 0)
        {
            EvaluationTable.Write(["well", "bit, m", "from", "implied, m", "readings", "correlation", "of logarithms",
                "median relative error", "P90", "median ratio"],
                figures.Energy.Select(e => (object[])[e.Well, Or(e.BitDiameterM), e.BitDiameterFrom, e.ImpliedDiameterM, e.Readings,
                    Or(e.Correlation), Or(e.LogCorrelation), e.MedianRelativeError, e.RelativeErrorP90, e.MedianRatio]));
        }
        if (figures.Trajectories.Count > 0)
        {
            EvaluationTable.Write(["trajectory", "stations", "length, m", "largest error: TVD, m", "north, m", "east, m", "displacement, m",
                "vertical section, m", "max dogleg, deg/30 m", "tortuosity, deg/30 m"],
                figures.Trajectories.Select(t => (object[])[t.Name, t.Stations, t.LengthM, Exact(t.VerticalDepthM), Exact(t.NorthM),
                    Exact(t.EastM), Exact(t.DisplacementM), Exact(t.VerticalSectionM), t.MaxDoglegSeverityDegPer30M,
                    t.TortuosityDegPer30M]));
        }
        foreach (var note in figures.Notes) Console.Out.WriteLine(note);
        return 0;
    }

    private static object Or(double? value) => (object?)value ?? "-";

    // Micrometres, so that an agreement to the centimetre can be seen.
    private static string Exact(double? value) => value?.ToString("0.000000", System.Globalization.CultureInfo.InvariantCulture) ?? "-";
}
