using Maintenance.Core.Conditions;

namespace Maintenance.Api.Rest;

/// <summary>A stored assessment compared with its recomputation from the log.</summary>
internal sealed record VerificationContract(
    string Asset, DateTime EventTime, DateTime KnownAt, bool IsEqual, int LogPartition, long LogOffset, string ModelHash,
    string? LifeModelHash, int Records, int Blocks,
    IReadOnlyList<VerifiedOutput> Outputs, IReadOnlyList<VerifiedInput> Inputs, IReadOnlyList<ReasonContract> Reasons)
{
    public static VerificationContract Of(VerifiedAssessment v) => new(
        v.Asset, v.EventTime, v.KnownAt, v.IsEqual, v.LogPartition, v.LogOffset, v.ModelHash, v.LifeModelHash, v.Records, v.Blocks,
        v.Outputs, v.Inputs, ReasonContract.All(v.Reasons));
}
