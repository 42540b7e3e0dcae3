namespace Maintenance.Pmml.TreeModel;

/// <summary>What a tree does at a node where a child's predicate is unknown.</summary>
internal enum MissingValueStrategy
{
    None,
    DefaultChild,
    LastPrediction,
    NullPrediction,
    WeightedConfidence,
    AggregateNodes,
}
