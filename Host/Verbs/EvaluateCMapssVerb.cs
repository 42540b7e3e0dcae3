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
        var inputs = new EvaluationInputs("Folder with the C-MAPSS text files (plain or gzip). A set with test engines and their lives is "
            + "judged on these, another by cross-validation.", "File of engines in the layout of C-MAPSS");
        var lives = new Option<string?>("--lives")
        {
            Description = "With --test: a line for each engine, the cycles it had left (RUL_FD001.txt). Default: they ran to failure.",
        };
        var sets = new Option<string[]>("--set") { Description = "Data set of --data; may be repeated.", DefaultValueFactory = _ => Sets };
        var rounds = new Option<int>("--rounds")
        {
            Description = "Trees per model.", DefaultValueFactory = _ =>
            CMapssEvaluation.DefaultRounds
        };
        var seed = new Option<int>("--seed") { Description = "Seed for the trees.", DefaultValueFactory = _ => 1 };
        var json = VerbOptions.Json();
        sets.AcceptOnlyFromAmong(Sets);
        var command = new Command("cmapss", "RUL on C-MAPSS: RMSE, NASA score, coverage of P10 to P90.") { lives, sets, rounds, seed,
            json };
        inputs.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var evaluation = new CMapssEvaluation(parsed.GetValue(rounds), parsed.GetValue(seed));
            return Task.FromResult(Write(inputs.Data(parsed) is { } data
                ? [.. parsed.GetValue(sets)!.Select(set => evaluation.Judge(data, set, Progress, cancellationToken))]
                : [Own(evaluation, inputs.Own(parsed), parsed.GetValue(lives), cancellationToken)], parsed.GetValue(json)));
        });
        return command;
    }

    private static CMapssFigures Own(CMapssEvaluation evaluation, (string Train, string Test) files, string? lives,
        CancellationToken cancellationToken) =>
        evaluation.Judge(Path.GetFileName(files.Test), files.Train, files.Test, lives, Progress, cancellationToken);

    private static int Write(List<CMapssFigures> figures, bool json)
    {
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
