using System.CommandLine;
using Maintenance.Training.Tables;

namespace Maintenance.Host.Verbs;

/// <summary>Options of <c>train</c> that say how a table is learnt from.</summary>
internal sealed class TrainGrowthOptions
{
    private static readonly TableRequest Usual = new();

    private readonly Option<string?> _kind = new("--kind")
    {
        Description = "classification or regression. Default: regression where every value of the target is a number.",
    };

    private readonly Option<string[]> _features = new("--features")
    {
        Description = "Columns to learn from, with commas between them. Default: all numeric ones.",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<int> _folds = new("--folds")
    {
        Description = "Folds, 2 to 50; fewer where there are fewer groups.",
        DefaultValueFactory = _ => Usual.Folds,
    };

    private readonly Option<int> _rounds = new("--rounds")
    {
        Description = "Most boosting rounds, 1 to 10000; training stops before where held-out groups gain nothing.",
        DefaultValueFactory = _ => Usual.Rounds,
    };

    private readonly Option<int> _depth = new("--depth")
    {
        Description = "Depth of a tree, 1 to 12.",
        DefaultValueFactory = _ => Usual.Depth,
    };

    private readonly Option<double> _rate = new("--learning-rate")
    {
        Description = "Shrinkage of each tree, above 0 to 1.",
        DefaultValueFactory = _ => Usual.LearningRate,
    };

    private readonly Option<string> _weights = new("--class-weights")
    {
        Description = "balanced (rare classes weigh as much in all as frequent ones) or none.",
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
                r.AddError("--learning-rate: allowed are numbers above 0 and at most 1.");
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
            r.AddError($"{option.Name}: allowed are {low} to {high}.");
    });
}
