namespace Maintenance.Pmml.MiningModel;

/// <summary>How a MiningModel combines its segments.</summary>
internal enum MultipleModelMethod
{
    ModelChain,
    SelectFirst,

    /// <summary>No result of the whole: each segment's own is asked for by its id.</summary>
    SelectAll,
    /// <summary>A chain whose segments predict a target each.</summary>
    MultiModelChain,
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
