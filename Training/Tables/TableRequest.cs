namespace Maintenance.Training.Tables;

/// <summary>How to train a model on a table.</summary>
public sealed record TableRequest
{
    /// <summary>Minimum number of groups: with two, a fold would learn from a single asset.</summary>
    public const int MinGroups = 3;

    /// <summary>classification or regression; null: regression when all targets are numbers.</summary>
    public string? Kind { get; init; }

    /// <summary>Columns to learn from; empty: all numeric columns.</summary>
    public IReadOnlyList<string> Features { get; init; } = [];

    /// <summary>Number of folds; fewer when there are fewer groups.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>Maximum number of boosting rounds.</summary>
    public int Rounds { get; init; } = 400;

    /// <summary>Rounds without improvement after which the search for a fold's best round stops.</summary>
    public int Patience { get; init; } = 30;

    /// <summary>Maximum depth of a tree.</summary>
    public int Depth { get; init; } = 4;

    /// <summary>Shrinkage of each tree.</summary>
    public double LearningRate { get; init; } = 0.08;

    /// <summary>True to give all classes the same total weight.</summary>
    public bool Balanced { get; init; } = true;

    /// <summary>Seed of folds and sampling.</summary>
    public int Seed { get; init; } = 1;
}
