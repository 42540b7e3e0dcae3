using System.CommandLine;
using Maintenance.Core.Models;
using Maintenance.Host.Composition;
using Maintenance.Scoring.Registry;
using Maintenance.Training.Boosting;
using Maintenance.Training.Shipped;
using Spectre.Console;

namespace Maintenance.Host.Verbs;

/// <summary>
/// <c>train</c>: trains the shipped models on seeded simulated fleets, or a model on the store's history or a CSV table
/// (<see cref="TrainTable"/>).
/// </summary>
internal static class TrainVerb
{
    public static Command Create()
    {
        var seed = new Option<int>("--seed") { Description = "Seed for fleets, folds and sampling.", DefaultValueFactory = _ => 1 };
        var role = new Option<string>("--role")
        {
            Description = "drill-health (condition) or drill-life (remaining useful life).",
            DefaultValueFactory = _ => ModelRoles.Health
        };
        role.AcceptOnlyFromAmong([.. ModelRoles.All]);
        var output = new Option<string?>("--output")
        {
            Description = "PMML document to write; the ML.NET zip and the card go beside it. "
            + "Default with --from simulation: models/ROLE.pmml"
        };
        var health = new Option<string>("--health-model")
        {
            Description = "The drill-health model that decides when RUL is predicted; "
            + "for drill-life with --from simulation.", DefaultValueFactory = _ => "models/drill-health.zip"
        };
        var command = new Command("train", "Trains a model on simulated fleets, the store's history or a CSV file; writes PMML and an "
            + "ML.NET zip and prints figures for drills or groups not seen in training.") { role, seed, output, health };
        var table = new TrainTable(new TrainTableOptions(command, seed, role, output));
        command.SetAction((parsed, cancellationToken) =>
        {
            if (table.IsRequested(parsed)) return table.RunAsync(parsed, cancellationToken);
            var path = parsed.GetValue(output) ?? $"models/{parsed.GetValue(role)}.pmml";
            if (parsed.GetValue(role) == ModelRoles.Life)
                TrainLife(parsed.GetValue(seed), parsed.GetValue(health)!, path, cancellationToken);
            else TrainHealth(parsed.GetValue(seed), path, cancellationToken);
            Console.Out.WriteLine($"Wrote {Size(path)} and {Size(TrainedModel.ZipOf(path))}, which score identically to the bit.");
            return Task.FromResult(0);
        });
        return command;
    }

    /// <summary>File name and size, for messages.</summary>
    public static string Size(string path) => $"{path} ({new FileInfo(path).Length / 1024} KiB)";

    /// <summary>Runs with a progress bar on standard error.</summary>
    public static T WithProgress<T>(Func<Action<double, string>, T> train) =>
        ErrorConsole().Progress().Start(context => train(Show(context)));

    /// <summary>Runs with a progress bar on standard error.</summary>
    public static Task<T> WithProgressAsync<T>(Func<Action<double, string>, Task<T>> read) =>
        ErrorConsole().Progress().StartAsync(context => read(Show(context)));

    private static IAnsiConsole ErrorConsole() =>
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });

    private static Action<double, string> Show(ProgressContext context)
    {
        var task = context.AddTask("training", maxValue: 1);
        return (done, what) => (task.Value, task.Description) = (done, what);
    }

    private static void TrainHealth(int seed, string output, CancellationToken cancellationToken)
    {
        var figures = WithProgress(progress => FleetTrainer.Train(seed, output, progress, cancellationToken));
        var table = new Table { Border = TableBorder.Simple };
        foreach (var column in (string[])["class", "rows", "precision", "recall", "F1"]) table.AddColumn(column);
        foreach (var f in figures)
            table.AddRow(f.Mode, f.Rows.ToString(), f.Precision.ToString("F3"), f.Recall.ToString("F3"), f.F1.ToString("F3"));
        AnsiConsole.Write(table);
    }

    private static void TrainLife(int seed, string health, string output, CancellationToken cancellationToken) =>
        EvaluateFleetVerb.PrintLife(WithProgress(progress =>
            RulTrainer.Train(seed, ConditionModels.Load(health, ModelReaders.All), output, progress, cancellationToken)));
}
