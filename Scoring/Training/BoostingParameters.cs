using System.Globalization;

namespace Maintenance.Scoring.Training;

/// <summary>What a boosted ensemble is grown with. Names and meanings are XGBoost's; the defaults are those of the shipped model.</summary>
public sealed record BoostingParameters
{
    /// <summary>XGBoost's objective: <c>multi:softprob</c>, <c>binary:logistic</c>, <c>reg:squarederror</c>.</summary>
    public required string Objective { get; init; }

    /// <summary>Number of classes for <c>multi:softprob</c>; 1 otherwise.</summary>
    public int Classes { get; init; } = 1;

    /// <summary>Boosting rounds: trees per class.</summary>
    public required int Rounds { get; init; }

    /// <summary>Greatest depth of a tree.</summary>
    public required int Depth { get; init; }

    /// <summary>Shrinkage of each tree.</summary>
    public double LearningRate { get; init; } = 0.15;

    /// <summary>Least sum of Hessians in a leaf.</summary>
    public double MinimumChildWeight { get; init; } = 8;

    /// <summary>L2 penalty of leaf values.</summary>
    public double Lambda { get; init; } = 2;

    /// <summary>Least gain of a split.</summary>
    public double Gamma { get; init; } = 0.3;

    /// <summary>Share of rows drawn for each tree.</summary>
    public double RowSample { get; init; } = 0.8;

    /// <summary>Share of columns drawn for each tree.</summary>
    public double ColumnSample { get; init; } = 0.7;

    /// <summary>Score before the first tree.</summary>
    public double BaseScore { get; init; }

    /// <summary>Most bins of a column. More place a limit exactly where a small table has few rows at it; XGBoost's default is 256.</summary>
    public int Bins { get; init; } = 256;

    internal IEnumerable<(string Name, string Value)> ToXgboost(int seed)
    {
        yield return ("booster", "gbtree");
        yield return ("objective", Objective);
        if (Classes > 1) yield return ("num_class", Text(Classes));
        yield return ("base_score", Text(BaseScore));
        yield return ("max_depth", Text(Depth));
        yield return ("eta", Text(LearningRate));
        yield return ("min_child_weight", Text(MinimumChildWeight));
        yield return ("lambda", Text(Lambda));
        yield return ("gamma", Text(Gamma));
        yield return ("subsample", Text(RowSample));
        yield return ("colsample_bytree", Text(ColumnSample));
        yield return ("tree_method", "hist");
        yield return ("max_bin", Text(Bins));
        yield return ("nthread", "1"); // the order of sums depends on the number of threads
        yield return ("seed", Text(seed));
        yield return ("verbosity", "0");
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
