using System.Globalization;

namespace Maintenance.Training.Bench.Xgboost;

/// <summary>Training parameters of the oracle. Names and meanings are XGBoost's.</summary>
internal sealed record XgboostParameters
{
    /// <summary><c>multi:softprob</c>, <c>binary:logistic</c>, <c>reg:squarederror</c>.</summary>
    public required string Objective { get; init; }

    /// <summary>Number of classes for <c>multi:softprob</c>; 1 otherwise.</summary>
    public int Classes { get; init; } = 1;

    /// <summary>Boosting rounds: trees per class.</summary>
    public required int Rounds { get; init; }

    /// <summary>Maximum depth of a tree.</summary>
    public required int Depth { get; init; }

    /// <summary>Shrinkage of each tree.</summary>
    public double LearningRate { get; init; } = 0.15;

    /// <summary>Minimum sum of Hessians in a leaf.</summary>
    public double MinimumChildWeight { get; init; } = 8;

    /// <summary>L2 penalty on leaf values.</summary>
    public double Lambda { get; init; } = 2;

    /// <summary>Minimum gain of a split.</summary>
    public double Gamma { get; init; } = 0.3;

    /// <summary>Score before the first tree.</summary>
    public double BaseScore { get; init; }

    /// <summary>Maximum number of bins per column.</summary>
    public int Bins { get; init; } = 256;

    public IEnumerable<(string Name, string Value)> ToPairs(int seed)
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
        yield return ("subsample", "0.8");
        yield return ("colsample_bytree", "0.7");
        yield return ("tree_method", "hist");
        yield return ("max_bin", Text(Bins));
        yield return ("nthread", "1"); // the order of sums depends on the number of threads
        yield return ("seed", Text(seed));
        yield return ("verbosity", "0");
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
