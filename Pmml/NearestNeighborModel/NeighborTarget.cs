using Maintenance.Pmml.DataDictionary;
using Maintenance.Pmml.Expressions;

namespace Maintenance.Pmml.NearestNeighborModel;

/// <summary>A further target of a NearestNeighborModel, predicted from the neighbours found for the first.</summary>
/// <param name="neighbors">The model.</param>
/// <param name="values">Its number or category code in every training row.</param>
/// <param name="labels">Categories; null for a numeric target.</param>
/// <param name="ranks">Rank of each category among equal votes.</param>
/// <param name="firstVote">First of the vote slots, one per category.</param>
internal sealed class NeighborTarget(CompiledNearestNeighbor neighbors, double[] values, Vocabulary? labels, int[] ranks, int firstVote)
    : CompiledExpression(labels is null ? FieldDataType.Double : FieldDataType.String, labels)
{
    public override double Evaluate(Span<double> frame)
    {
        if (Categories is null) return neighbors.PredictNumber(frame, values);
        if (double.IsNaN(frame[neighbors.Neighbors.FirstRow])) return double.NaN;
        var votes = frame.Slice(firstVote, Categories.Count);
        neighbors.Vote(frame, values, votes);
        return CompiledNearestNeighbor.Winner(votes, ranks);
    }
}
