namespace Maintenance.Core.Conditions;

/// <summary>One stored assessment beside the one that the log and its models give again.</summary>
/// <param name="Asset">Asset.</param>
/// <param name="EventTime">Block assessed, UTC.</param>
/// <param name="KnownAt">When Ingest received the record that caused it, UTC.</param>
/// <param name="LogPartition">Partition of that record.</param>
/// <param name="LogOffset">Offset of that record.</param>
/// <param name="ModelHash">Model that scored it.</param>
/// <param name="LifeModelHash">Model of remaining life in service then; null without one.</param>
/// <param name="Records">Records of the log it was computed from again.</param>
/// <param name="Blocks">Blocks of its window.</param>
/// <param name="Inputs">What the model was given: name, value and unit; a missing value is null.</param>
/// <param name="Outputs">Columns of the row, as stored and as computed again, as texts that show every bit.</param>
/// <param name="Reasons">Reasons as computed again, JSON; null without any.</param>
public sealed record VerifiedAssessment(
    string Asset, DateTime EventTime, DateTime KnownAt, int LogPartition, long LogOffset, string ModelHash, string? LifeModelHash,
        int Records, int Blocks,
    IReadOnlyList<VerifiedInput> Inputs, IReadOnlyList<VerifiedOutput> Outputs, string? Reasons)
{
    /// <summary>True when every column is the same, bit for bit.</summary>
    public bool IsEqual => Outputs.All(o => o.IsEqual);
}
