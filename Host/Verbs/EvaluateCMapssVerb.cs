using System.CommandLine;
using System.Text.Json;
using Maintenance.Training.Evaluation.CMapss;
using Spectre.Console;

namespace Maintenance.Host.Verbs;

/// <summary><c>evaluate cmapss</c>: remaining useful life of turbofan engines against ground truth.</summary>
internal static class EvaluateCMapssVerb
{
    private static readonly string[] Sets = ["FD001", "FD002", "FD003", "FD004"];

    public static Command Create()
    {
        var data = new Option<string>("--data") { Description = "Folder with the C-MAPSS text files (plain or gzip).", Required = true };
        var sets = new Option<string[]>("--set") { Description = "Data set; may be repeated.", DefaultValueFactory = _ => Sets };
        var rounds = new Option<int>("--rounds")
        {
            Description = "Trees per model.", DefaultValueFactory = _ =>
            CMapssEvaluation.DefaultRounds
        };
        var seed = new Option<int>("--seed") { Description = "Seed for the trees.", DefaultValueFactory = _ => 1 };
        var json = VerbOptions.Json();
        sets.AcceptOnlyFromAmong(Sets);
        var command = new Command("cmapss", "RUL on C-MAPSS: RMSE, NASA score, coverage of P10 to P90.") { data, sets, rounds,
            seed, json };
        command.SetAction((parsed, cancellationToken) => Task.FromResult(Run(
            new CMapssEvaluation(parsed.GetValue(data)!, parsed.GetValue(rounds), parsed.GetValue(seed)), parsed.GetValue(sets)!,
            parsed.GetValue(json), cancellationToken)));
        return command;
    }

    private static int Run(CMapssEvaluation evaluation, string[] sets, bool json, CancellationToken cancellationToken)
    {
        var figures = sets.Select(set => set is "FD001" or "FD003" // the two sets bundled here with test engines and true lives
            ? evaluation.Test(set, Progress, cancellationToken)
            : evaluation.CrossValidate(set, Progress, cancellationToken)).ToList();
        if (json)
            Console.Out.WriteLine(JsonSerializer.Serialize(new { protocol = CMapssEvaluation.Protocol, sets = figures },
            JsonSerializerOptions.Web));
        else Print(figures);
        return 0;
    }

    private static void Progress(string done) => Console.Error.WriteLine(done);

    private static void Print(List<CMapssFigures> figures)
    {
        Console.Out.WriteLine(CMapssEvaluation.Protocol);
        EvaluationTable.Write(
            ["set", "evaluated on", "units", "predictions", "RMSE, true RUL", "RMSE, capped 125", "NASA score", "per prediction",
                "P10–P90 coverage", "below P10", "above P90", "mean width"],
            figures.Select(f => (object[])
            [
                f.Set, f.Protocol, f.Units, f.Moments, f.RmseTrueRul, f.RmseCappedRul, f.NasaScore, f.NasaScorePerSample, f.Coverage,
                f.BelowP10, f.AboveP90, f.MeanWidth,
            ]));
    }
}
