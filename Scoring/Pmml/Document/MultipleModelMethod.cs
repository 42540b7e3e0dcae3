namespace Maintenance.Scoring.Pmml.Document;

/// <summary>How a MiningModel combines its segments. selectAll and multiModelChain are refused at load.</summary>
internal enum MultipleModelMethod
{
    ModelChain,
    SelectFirst,
    Sum,
    WeightedSum,
    Average,
    WeightedAverage,
    Median,
    WeightedMedian,
    Max,
    MajorityVote,
    WeightedMajorityVote,
}
