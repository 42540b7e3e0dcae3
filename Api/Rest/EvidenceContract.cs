using Maintenance.Api.Wording;

namespace Maintenance.Api.Rest;

/// <summary>What one failure mode could be judged by: <c>good</c>, <c>weak</c> or <c>none</c>, and what is missing.</summary>
internal sealed record EvidenceContract(string Evidence, string? Because)
{
    /// <summary>By failure mode.</summary>
    public static IReadOnlyDictionary<string, EvidenceContract> All(string? json) => new OrderedDictionary<string, EvidenceContract>(
        ConditionText.Evidence(json).Select(e => KeyValuePair.Create(e.Mode, new EvidenceContract(e.Evidence, e.Because))),
        StringComparer.Ordinal);
}
