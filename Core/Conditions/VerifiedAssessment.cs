namespace Maintenance.Core.Conditions;

/// <summary>A stored assessment beside the same one recomputed from the log and its models.</summary>
/// <param name="Asset">Asset.</param>
/// <param name="EventTime">Block assessed, UTC.</param>
/// <param name="KnownAt">When Ingest received the record that caused it, UTC.</param>
/// <param name="LogPartition">Partition of that record.</param>
/// <param name="LogOffset">Offset of that record.</param>
/// <param name="ModelHash">Model that scored it.</param>
/// <param name="LifeModelHash">RUL model in service at that time; null when there was none.</param>
/// <param name="Records">Log records it was recomputed from.</param>
/// <param name="Blocks">Blocks of its window.</param>
/// <param name="Inputs">Model inputs: name, value and unit; a missing value is null.</param>
/// <param name="Outputs">Columns of the row, stored and recomputed, as text that shows every bit.</param>
/// <param name="Reasons">Recomputed reasons, JSON; null when there are none.</param>
public sealed record VerifiedAssessment(
    string Asset, DateTime EventTime, DateTime KnownAt, int LogPartition, long LogOffset, string ModelHash, string? LifeModelHash,
    int Records, int Blocks,
    IReadOnlyList<VerifiedInput> Inputs, IReadOnlyList<VerifiedOutput> Outputs, string? Reasons)
{
    /// <summary>True when every column is equal, bit for bit.</summary>
    public bool IsEqual => Outputs.All(o => o.IsEqual);
}
