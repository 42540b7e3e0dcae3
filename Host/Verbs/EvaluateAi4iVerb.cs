using System.CommandLine;
using System.Text.Json;
using Maintenance.Training.Evaluation.Ai4i;

namespace Maintenance.Host.Verbs;

/// <summary><c>evaluate ai4i</c>: failures of a milling machine on held-out rows.</summary>
internal static class EvaluateAi4iVerb
{
    public static Command Create()
    {
        var inputs = new EvaluationInputs("The file ai4i2020.csv, for folds.", "Table with the columns of ai4i2020.csv");
        var seed = new Option<int>("--seed") { Description = "Seed for the split and the trees.", DefaultValueFactory = _ => 1 };
        var json = VerbOptions.Json();
        var command = new Command("ai4i", "Machine failure on AI4I 2020: precision, recall and F1 on held-out rows.") { seed, json };
        inputs.AddTo(command);
        command.SetAction((parsed, cancellationToken) => Task.FromResult(Run(inputs.Data(parsed) is { } data
            ? Ai4iEvaluation.Run(data, parsed.GetValue(seed), cancellationToken)
            : Ai4iEvaluation.Run(inputs.Own(parsed).Train, inputs.Own(parsed).Test, parsed.GetValue(seed), cancellationToken),
            parsed.GetValue(json))));
        return command;
    }

    private static int Run(Ai4iFigures figures, bool json)
    {
        if (json) Console.Out.WriteLine(JsonSerializer.Serialize(figures, JsonSerializerOptions.Web));
        else
        {
            Console.Out.WriteLine(figures.Protocol);
            EvaluationTable.Write(
                ["seed", "test rows", "failures", "precision", "recall", "F1"],
                [[figures.Seed, figures.Rows, figures.Failures, figures.Precision, figures.Recall, figures.F1]]);
        }
        return 0;
    }
}
