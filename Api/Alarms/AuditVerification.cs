using Maintenance.Core.Alarms;
using Maintenance.Core.Ports;
using Maintenance.Queries;

namespace Maintenance.Api.Alarms;

/// <summary>What a check of the chain of operator actions found.</summary>
/// <param name="Actions">Actions whose link is whole, from the first on.</param>
/// <param name="Hash">Hash of the last of them: noted elsewhere, it also proves that nobody wrote the whole chain anew.</param>
/// <param name="Problem">The first broken link, in words; null when the chain is whole.</param>
public sealed record AuditVerification(long Actions, string Hash, string? Problem)
{
    private const int Page = 10_000;

    /// <summary>Walks the chain, a page of rows at a time.</summary>
    public static async Task<AuditVerification> RunAsync(IConditionStore store, CancellationToken cancellationToken)
    {
        var chain = new OperatorActionChain();
        // Read first: what is committed meanwhile is then more than the offset says, and is checked as well.
        var offset = await store.ReadOffsetAsync(OffsetKey.OperatorActions, cancellationToken) ?? 0;
        while (true)
        {
            var rows = await OperatorActionsQuery.AfterAsync(store, chain.Sequence, Page, cancellationToken);
            foreach (var row in rows)
                if (chain.Check(row) is { } broken) return new(chain.Sequence, chain.Hash, broken);
            if (rows.Count < Page) break;
        }
        return new(chain.Sequence, chain.Hash, chain.Sequence >= offset ? null : chain.CheckEnd(offset));
    }
}
