using System.CommandLine;
using Maintenance.Host.Training;
using Spectre.Console;

namespace Maintenance.Host.Verbs;

/// <summary><c>train</c>: the shipped model, from seeded simulated fleets.</summary>
internal static class TrainVerb
{
    public static Command Create()
    {
        var seed = new Option<int>("--seed") { Description = "Seed of fleets and sampling.", DefaultValueFactory = _ => 1 };
        var output = new Option<string>("--output") { Description = "PMML document to write.", DefaultValueFactory = _ => "models/drill-health.pmml" };
        var command = new Command("train", "Trains the drill-health model on simulated fleets, exports PMML, prints figures on held-out fleets.") { seed, output };
        command.SetAction(parsed => Run(parsed.GetValue(seed), parsed.GetValue(output)!));
        return command;
    }

    private static int Run(int seed, string output)
    {
        IReadOnlyList<ClassFigures> figures = [];
        AnsiConsole.Progress().Start(context =>
        {
            var task = context.AddTask("training", maxValue: 1);
            figures = FleetTrainer.Train(seed, output, (done, what) => (task.Value, task.Description) = (done, what));
        });
        var table = new Table { Border = TableBorder.Simple };
        foreach (var column in (string[])["class", "rows", "precision", "recall", "F1"]) table.AddColumn(column);
        foreach (var f in figures) table.AddRow(f.Mode, f.Rows.ToString(), f.Precision.ToString("F3"), f.Recall.ToString("F3"), f.F1.ToString("F3"));
        AnsiConsole.Write(table);
        Console.Out.WriteLine($"Wrote {output} ({new FileInfo(output).Length / 1024} KiB).");
        return 0;
    }
}
