using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Maintenance.Api.Alarms;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Maintenance.Queries;

namespace Maintenance.Api.WorkOrders;

/// <summary>
/// Appends actions to the chain of <c>operator_action</c> with what they change. Stands in for <c>AlarmActions.CommitAsync</c>, which takes
/// its place.
/// </summary>
public sealed class ActionChain(IConditionStore store, TimeProvider clock)
{
    private const int MostTries = 50;

    /// <summary>Commits what is prepared; prepares again when somebody else acted meanwhile.</summary>
    /// <param name="prepare">Reads, checks and answers what to commit; null for nothing.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    public async Task CommitAsync(Func<CancellationToken, Task<ActionCommit?>> prepare, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            var last = await store.ReadOffsetAsync(OperatorActionRow.Chain, cancellationToken);
            if (await prepare(cancellationToken) is not { } commit) return;
            var hash = await WorkOrderChainQuery.RunAsync(store, last ?? 0, cancellationToken) ?? new string('0', 64);
            var rows = new List<OperatorActionRow>();
            foreach (var action in commit.Actions)
            {
                var row = new OperatorActionRow
                {
                    Sequence = (last ?? 0) + rows.Count + 1, EventTimeUnixMicros = UnixMicros.Now(clock), Actor = action.Actor,
                    Action = action.Action, Asset = action.Asset, Rule = action.Rule, OccurrenceUnixMicros = action.OccurrenceUnixMicros,
                    Priority = action.Priority, UntilUnixMicros = action.UntilUnixMicros, Text = action.Text, Detail = action.Detail,
                    RequestKey = action.RequestKey, PreviousHash = hash, Hash = "",
                };
                hash = HashOf(row);
                rows.Add(row with { Hash = hash });
            }
            try
            {
                await store.CommitAsync(new StoreCommit
                {
                    Batches = [.. commit.Batches, TableBatch.Of([.. rows])],
                    Offset = new OffsetMove(OperatorActionRow.Chain, last, (last ?? 0) + rows.Count),
                }, cancellationToken);
                return;
            }
            catch (OffsetConflictException) when (tries < MostTries)
            {
            }
        }
    }

    private static string HashOf(in OperatorActionRow row)
    {
        object?[] fields =
        [
            row.PreviousHash, row.Sequence, row.EventTimeUnixMicros, row.Actor, row.Action, row.Asset, row.Rule, row.OccurrenceUnixMicros,
            row.Priority, row.UntilUnixMicros, row.Text, row.Detail, row.RequestKey,
        ];
        var text = string.Concat(fields.Select(f => Convert.ToString(f, CultureInfo.InvariantCulture) is { } t && f is not null
            ? $"{t.Length}:{t}" : "-"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
