namespace Maintenance.Training.Tables;

/// <summary>How a model is to be trained on a table.</summary>
public sealed record TableRequest
{
    /// <summary>Fewest groups: with two, a fold would learn from a single asset.</summary>
    public const int MinGroups = 3;

    /// <summary>classification or regression; null: a target of numbers is predicted as a number.</summary>
    public string? Kind { get; init; }

    /// <summary>Columns to learn from; empty: all numeric ones.</summary>
    public IReadOnlyList<string> Features { get; init; } = [];

    /// <summary>Folds, fewer where there are fewer groups.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>Most rounds.</summary>
    public int Rounds { get; init; } = 400;

    /// <summary>Rounds without a lesser error after which a fold's training stops.</summary>
    public int Patience { get; init; } = 30;

    /// <summary>Depth of a tree.</summary>
    public int Depth { get; init; } = 4;

    /// <summary>Shrinkage of each tree.</summary>
    public double LearningRate { get; init; } = 0.08;

    /// <summary>True: classes weigh the same in all.</summary>
    public bool Balanced { get; init; } = true;

    /// <summary>Seed of folds and sampling.</summary>
    public int Seed { get; init; } = 1;
}
