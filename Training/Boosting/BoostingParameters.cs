namespace Maintenance.Training.Boosting;

/// <summary>Training parameters of a boosted ensemble. Meanings are LightGBM's.</summary>
public sealed record BoostingParameters
{
    /// <summary>Boosting rounds: trees per class.</summary>
    public required int Rounds { get; init; }

    /// <summary>Maximum depth of a tree; it has at most 2^depth leaves.</summary>
    public required int Depth { get; init; }

    /// <summary>Shrinkage of each tree.</summary>
    public double LearningRate { get; init; } = 0.15;

    /// <summary>Minimum sum of Hessians in a leaf.</summary>
    public double MinimumChildWeight { get; init; } = 8;

    /// <summary>Minimum number of rows in a leaf.</summary>
    public int MinimumLeafRows { get; init; } = 1;

    /// <summary>L2 penalty on leaf values.</summary>
    public double Lambda { get; init; } = 2;

    /// <summary>Minimum gain of a split.</summary>
    public double Gamma { get; init; } = 0.3;

    /// <summary>Share of rows drawn for each round.</summary>
    public double RowSample { get; init; } = 0.8;

    /// <summary>Share of columns drawn for each tree.</summary>
    public double ColumnSample { get; init; } = 0.7;

    /// <summary>Maximum number of bins per column. More bins place a threshold exactly where a small table has few rows near it.</summary>
    public int Bins { get; init; } = 255;
}
