using System.CommandLine;
using Maintenance.Core.Models;
using Maintenance.Host.Composition;
using Maintenance.Training.History;
using Maintenance.Training.Tables;

namespace Maintenance.Host.Verbs;

/// <summary>Options of <c>train</c> that belong to learning from a table, and the requests they make.</summary>
internal sealed class TrainTableOptions
{
    private static readonly TableRequest Usual = new();
    private static readonly StoreRequest UsualStore = new() { Role = ModelRoles.Health };

    private readonly Option<int> _seed;
    private readonly Option<string?> _output;
    private readonly Option<string?> _input = new("--input") { Description = "CSV file with a header to learn from; empty, NA, NaN, null and ? are missing." };
    private readonly Option<string?> _target = new("--target") { Description = "Column to predict." };
    private readonly Option<string?> _group = new("--group") { Description = "Column of what rows belong to (drill, engine, hole): the model is judged on groups it has not seen." };
    private readonly Option<string?> _kind = new("--kind") { Description = "classification or regression. Default: regression where every value of the target is a number." };
    private readonly Option<string[]> _features = new("--features") { Description = "Columns to learn from, with commas between them. Default: all numeric ones.", AllowMultipleArgumentsPerToken = true };
    private readonly Option<int> _folds = new("--folds") { Description = "Folds, 2 to 50; fewer where there are fewer groups.", DefaultValueFactory = _ => Usual.Folds };
    private readonly Option<int> _rounds = new("--rounds") { Description = "Most boosting rounds, 1 to 10000; training stops before where held-out groups gain nothing.", DefaultValueFactory = _ => Usual.Rounds };
    private readonly Option<int> _depth = new("--depth") { Description = "Depth of a tree, 1 to 12.", DefaultValueFactory = _ => Usual.Depth };
    private readonly Option<double> _rate = new("--learning-rate") { Description = "Shrinkage of each tree, above 0 to 1.", DefaultValueFactory = _ => Usual.LearningRate };
    private readonly Option<string> _weights = new("--class-weights") { Description = "balanced (rare classes weigh as much in all as frequent ones) or none.", DefaultValueFactory = _ => "balanced" };
    private readonly Option<string> _from = new("--from") { Description = "simulation, or store: the history of this installation, labelled by its maintenance records.", DefaultValueFactory = _ => "simulation" };
    private readonly Option<double> _every = new("--every-minutes") { Description = "With --from store: one moment in so many minutes, 0.5 to 1440.", DefaultValueFactory = _ => UsualStore.Every.TotalMinutes };
    private readonly Option<double> _fault = new("--fault-hours") { Description = "With --from store: hours before a recorded failure in which its mode shows.", DefaultValueFactory = _ => UsualStore.FaultShows.TotalHours };
    private readonly Option<double> _healthy = new("--healthy-hours") { Description = "With --from store: a moment with so many hours after it without a failure is healthy.", DefaultValueFactory = _ => UsualStore.HealthyAfter.TotalHours };
    private readonly Option<double> _life = new("--life-hours") { Description = "With --from store and drill-life: moments with at most so many operating hours left.", DefaultValueFactory = _ => UsualStore.LongestLife.TotalHours };
    private readonly Option<double> _days = new("--days") { Description = "With --from store: days of each drill's history, from its newest.", DefaultValueFactory = _ => UsualStore.LookBack.TotalDays };
    private readonly Option<string> _role;
    private readonly Option<string> _data = VerbOptions.Data();
    private readonly Option<bool> _json = VerbOptions.Json();

    public TrainTableOptions(Command command, Option<int> seed, Option<string> role, Option<string?> output)
    {
        (_seed, _role, _output) = (seed, role, output);
        _from.AcceptOnlyFromAmong("simulation", "store");
        Positive(_every, 0.5, 1440);
        foreach (var option in (Option<double>[])[_fault, _healthy, _life, _days]) Positive(option, 0.01, 10_000);
        _kind.AcceptOnlyFromAmong("classification", "regression");
        _weights.AcceptOnlyFromAmong("balanced", "none");
        Range(_folds, 2, 50);
        Range(_rounds, 1, 10_000);
        Range(_depth, 1, 12);
        _rate.Validators.Add(r => { if (r.GetValueOrDefault<double>() is not (> 0 and <= 1)) r.AddError("--learning-rate: allowed are numbers above 0 and at most 1."); });
        foreach (var option in (Option[])[_input, _target, _group, _kind, _features, _folds, _rounds, _depth, _rate, _weights, _from, _every, _fault, _healthy, _life, _days, _data, _json]) command.Options.Add(option);
    }

    public bool IsJson(ParseResult parsed) => parsed.GetValue(_json);

    public bool IsStore(ParseResult parsed) => parsed.GetValue(_from) == "store";

    public string? Input(ParseResult parsed) => parsed.GetValue(_input);

    public string Target(ParseResult parsed) => Needed(parsed, _target, "the column to predict");

    public string Group(ParseResult parsed) => Needed(parsed, _group, "the column of what rows belong to");

    public string Output(ParseResult parsed) => Needed(parsed, _output, "the PMML document to write");

    public string Data(ParseResult parsed) => parsed.GetValue(_data)!;

    public TableRequest Table(ParseResult parsed) => new()
    {
        Kind = parsed.GetValue(_kind),
        Features = [.. (parsed.GetValue(_features) ?? []).SelectMany(f => f.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))],
        Folds = parsed.GetValue(_folds), Rounds = parsed.GetValue(_rounds), Depth = parsed.GetValue(_depth), LearningRate = parsed.GetValue(_rate),
        Balanced = parsed.GetValue(_weights) == "balanced", Seed = parsed.GetValue(_seed),
    };

    public StoreRequest Store(ParseResult parsed) => new()
    {
        Role = parsed.GetValue(_role)!, Every = TimeSpan.FromMinutes(parsed.GetValue(_every)), FaultShows = TimeSpan.FromHours(parsed.GetValue(_fault)),
        HealthyAfter = TimeSpan.FromHours(parsed.GetValue(_healthy)), LongestLife = TimeSpan.FromHours(parsed.GetValue(_life)), LookBack = TimeSpan.FromDays(parsed.GetValue(_days)),
    };

    private static string Needed(ParseResult parsed, Option<string?> option, string what) =>
        parsed.GetValue(option) is { Length: > 0 } value ? value : throw new OptionException($"{option.Name} is needed here: {what}.");

    private static void Positive(Option<double> option, double low, double high) =>
        option.Validators.Add(r => { if (!(r.GetValueOrDefault<double>() >= low && r.GetValueOrDefault<double>() <= high)) r.AddError($"{option.Name}: allowed are {low} to {high}."); });

    private static void Range(Option<int> option, int low, int high) =>
        option.Validators.Add(r => { if (r.GetValueOrDefault<int>() < low || r.GetValueOrDefault<int>() > high) r.AddError($"{option.Name}: allowed are {low} to {high}."); });
}
