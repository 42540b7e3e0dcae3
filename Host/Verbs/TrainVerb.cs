using System.CommandLine;
using Maintenance.Core.Models;
using Maintenance.Host.Training;
using Spectre.Console;

namespace Maintenance.Host.Verbs;

/// <summary><c>train</c>: the shipped models, from seeded simulated fleets.</summary>
internal static class TrainVerb
{
    public static Command Create()
    {
        var seed = new Option<int>("--seed") { Description = "Seed of fleets and sampling.", DefaultValueFactory = _ => 1 };
        var role = new Option<string>("--role") { Description = "drill-health (condition) or drill-life (remaining useful life).", DefaultValueFactory = _ => ModelRoles.Health };
        role.AcceptOnlyFromAmong([.. ModelRoles.All]);
        var output = new Option<string?>("--output") { Description = "PMML document to write. Default: models/ROLE.pmml" };
        var health = new Option<string>("--health-model") { Description = "Document of the drill-health model that says when a life is told; for drill-life.", DefaultValueFactory = _ => "models/drill-health.pmml" };
        var command = new Command("train", "Trains a model on simulated fleets, exports PMML, prints figures on held-out fleets.") { role, seed, output, health };
        command.SetAction((parsed, cancellationToken) =>
        {
            var path = parsed.GetValue(output) ?? $"models/{parsed.GetValue(role)}.pmml";
            if (parsed.GetValue(role) == ModelRoles.Life) TrainLife(parsed.GetValue(seed), parsed.GetValue(health)!, path, cancellationToken);
            else TrainHealth(parsed.GetValue(seed), path);
            Console.Out.WriteLine($"Wrote {path} ({new FileInfo(path).Length / 1024} KiB).");
            return Task.FromResult(0);
        });
        return command;
    }

    private static void TrainHealth(int seed, string output)
    {
        var figures = WithProgress(progress => FleetTrainer.Train(seed, output, progress));
        var table = new Table { Border = TableBorder.Simple };
        foreach (var column in (string[])["class", "rows", "precision", "recall", "F1"]) table.AddColumn(column);
        foreach (var f in figures) table.AddRow(f.Mode, f.Rows.ToString(), f.Precision.ToString("F3"), f.Recall.ToString("F3"), f.F1.ToString("F3"));
        AnsiConsole.Write(table);
    }

    private static void TrainLife(int seed, string health, string output, CancellationToken cancellationToken) =>
        EvaluateFleetVerb.PrintLife(WithProgress(progress => LifeTrainer.Train(seed, health, output, progress, cancellationToken)));

    private static IReadOnlyList<T> WithProgress<T>(Func<Action<double, string>, IReadOnlyList<T>> train)
    {
        IReadOnlyList<T> figures = [];
        AnsiConsole.Progress().Start(context =>
        {
            var task = context.AddTask("training", maxValue: 1);
            figures = train((done, what) => (task.Value, task.Description) = (done, what));
        });
        return figures;
    }
}
