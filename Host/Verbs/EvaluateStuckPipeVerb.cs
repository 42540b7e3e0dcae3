using System.CommandLine;
using System.Text.Json;
using Maintenance.Training.Evaluation.StuckPipe;

namespace Maintenance.Host.Verbs;

/// <summary><c>evaluate stuck-pipe</c>: real cases, leaving one hole out at a time.</summary>
internal static class EvaluateStuckPipeVerb
{
    public static Command Create()
    {
        var inputs = new EvaluationInputs("Folder with the case files (dh…_case….csv, plain or gzip), for leaving one hole out at a time.",
            "Folder with case files");
        var json = VerbOptions.Json();
        var command = new Command("stuck-pipe", "Stuck pipe by hole: area under the ROC curve compared with a single-feature "
            + "rule.") { json };
        inputs.AddTo(command);
        command.SetAction(parsed => Run(inputs.Data(parsed) is { } data ? StuckPipeEvaluation.Run(data)
            : StuckPipeEvaluation.Run(inputs.Own(parsed).Train, inputs.Own(parsed).Test), parsed.GetValue(json)));
        return command;
    }

    private static int Run(StuckPipeFigures figures, bool json)
    {
        if (json) Console.Out.WriteLine(JsonSerializer.Serialize(figures, JsonSerializerOptions.Web));
        else
        {
            Console.Out.WriteLine(figures.Protocol);
            EvaluationTable.Write(
                ["score", "AUC within holes", "AUC, all pairs"],
                figures.Scores.Select(s => (object[])[s.Name, (object?)s.AreaWithinHoles ?? "-", s.AreaOverAll]));
        }
        return 0;
    }
}
