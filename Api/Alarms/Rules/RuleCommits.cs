using System.Security.Cryptography;
using System.Text;
using Maintenance.Core.Alarms;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Maintenance.Queries;

namespace Maintenance.Api.Alarms.Rules;

/// <summary>
/// Appends the action of a change to the chain of operator actions, in one transaction with the rows it changes. Failure: nothing is
/// written, or the outcome is unknown and the change may be sent again.
/// </summary>
public sealed class RuleCommits(IConditionStore store, TimeProvider clock)
{
    /// <summary>Commits what is prepared; prepares it again when somebody else acted meanwhile.</summary>
    /// <param name="prepare">Reads, checks and answers what to commit; null for nothing.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    public async Task CommitAsync(Func<CancellationToken, Task<ActionCommit?>> prepare, CancellationToken cancellationToken)
    {
        while (true)
        {
            var last = await store.ReadOffsetAsync(OperatorActionRow.Chain, cancellationToken);
            var previous = last is { } sequence
                ? await OperatorActionHashQuery.RunAsync(store, sequence, cancellationToken) : new string('0', 64);
            if (await prepare(cancellationToken) is not { } commit) return;
            var row = Row(commit.Actions[0], (last ?? 0) + 1, previous);
            try
            {
                await store.CommitAsync(
                    new StoreCommit
                    {
                        Batches = [.. commit.Batches, TableBatch.Of(row)],
                        Offset = new OffsetMove(OperatorActionRow.Chain, last, row.Sequence),
                    }, cancellationToken);
                return;
            }
            catch (OffsetConflictException)
            {
                // Another action came first: what was checked may not hold any more.
            }
        }
    }

    private OperatorActionRow Row(OperatorAction action, long sequence, string previous)
    {
        var now = UnixMicros.Now(clock);
        var text = string.Join('\n', previous, sequence, now, action.Actor, action.Action, action.Asset, action.Rule, action.Text,
            action.Detail);
        return new OperatorActionRow
        {
            Sequence = sequence,
            EventTimeUnixMicros = now,
            Actor = action.Actor,
            Action = action.Action,
            Asset = action.Asset,
            Rule = action.Rule,
            OccurrenceUnixMicros = action.OccurrenceUnixMicros,
            Priority = action.Priority,
            UntilUnixMicros = action.UntilUnixMicros,
            Text = action.Text,
            Detail = action.Detail,
            RequestKey = action.RequestKey,
            PreviousHash = previous,
            Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))),
        };
    }
}
