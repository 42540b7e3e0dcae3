using System.CommandLine;
using Maintenance.Training.Tables;

namespace Maintenance.Host.Verbs;

/// <summary>Options of <c>train</c> that control learning from a table.</summary>
internal sealed class TrainGrowthOptions
{
    private static readonly TableRequest Defaults = new();

    private readonly Option<string?> _kind = new("--kind")
    {
        Description = "classification or regression. Default: regression if every value of the target is a number.",
    };

    private readonly Option<string[]> _features = new("--features")
    {
        Description = "Columns to learn from, separated by commas. Default: all numeric columns.",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<int> _folds = new("--folds")
    {
        Description = "Cross-validation folds, 2 to 50; fewer if there are fewer groups.",
        DefaultValueFactory = _ => Defaults.Folds,
    };

    private readonly Option<int> _rounds = new("--rounds")
    {
        Description = "Maximum boosting rounds, 1 to 10000; stops early when held-out groups no longer improve.",
        DefaultValueFactory = _ => Defaults.Rounds,
    };

    private readonly Option<int> _depth = new("--depth")
    {
        Description = "Maximum depth of a tree, 1 to 12.",
        DefaultValueFactory = _ => Defaults.Depth,
    };

    private readonly Option<double> _rate = new("--learning-rate")
    {
        Description = "Shrinkage per tree, greater than 0 and at most 1.",
        DefaultValueFactory = _ => Defaults.LearningRate,
    };

    private readonly Option<string> _weights = new("--class-weights")
    {
        Description = "balanced (every class has the same total weight) or none.",
        DefaultValueFactory = _ => "balanced",
    };

    public TrainGrowthOptions()
    {
        _kind.AcceptOnlyFromAmong("classification", "regression");
        _weights.AcceptOnlyFromAmong("balanced", "none");
        Range(_folds, 2, 50);
        Range(_rounds, 1, 10_000);
        Range(_depth, 1, 12);
        _rate.Validators.Add(r =>
        {
            if (r.GetValueOrDefault<double>() is not (> 0 and <= 1))
                r.AddError("--learning-rate: allowed: a number greater than 0 and at most 1.");
        });
    }

    public IEnumerable<Option> All => [_kind, _features, _folds, _rounds, _depth, _rate, _weights];

    public TableRequest Request(ParseResult parsed, int seed) => new()
    {
        Kind = parsed.GetValue(_kind),
        Features =
        [
            .. (parsed.GetValue(_features) ?? [])
                .SelectMany(f => f.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)),
        ],
        Folds = parsed.GetValue(_folds),
        Rounds = parsed.GetValue(_rounds),
        Depth = parsed.GetValue(_depth),
        LearningRate = parsed.GetValue(_rate),
        Balanced = parsed.GetValue(_weights) == "balanced",
        Seed = seed,
    };

    private static void Range(Option<int> option, int low, int high) => option.Validators.Add(r =>
    {
        if (r.GetValueOrDefault<int>() is var value && (value < low || value > high))
            r.AddError($"{option.Name}: allowed: {low} to {high}.");
    });
}
