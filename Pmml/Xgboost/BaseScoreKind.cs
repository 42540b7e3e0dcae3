namespace Maintenance.Pmml.Xgboost;

/// <summary>What the base score of an objective is.</summary>
internal enum BaseScoreKind
{
    /// <summary>The start of the sum itself.</summary>
    Sum,

    /// <summary>A probability: sums begin with its logit.</summary>
    Probability,

    /// <summary>A number above zero: sums begin with its logarithm.</summary>
    Positive,
}
