namespace Maintenance.Pmml.MiningModel;

/// <summary>How a MiningModel combines its segments.</summary>
internal enum MultipleModelMethod
{
    ModelChain,
    SelectFirst,

    /// <summary>No result of its own: outputs select each segment's by its id.</summary>
    SelectAll,
    /// <summary>A chain whose segments each predict a target.</summary>
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
