using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>Accounts of an asset's streams: a sender learns from them what it need not send again.</summary>
public static class StreamAccountsQuery
{
    private const string Sql =
        "SELECT epoch, sequenced, sent, stored, duplicates, late, first_event_time, last_event_time, last_received, ranges FROM stream_account "
        + "WHERE asset = ? ORDER BY epoch";

    public static async Task<IReadOnlyList<StreamAccount>> RunAsync(IConditionStore store, string asset, CancellationToken cancellationToken)
    {
        var result = await store.QueryAsync(new StoreQuery(Sql, asset), cancellationToken);
        return [.. result.Rows.Select(r => new StreamAccount(
            Cell.Whole(r[0]), Cell.Whole(r[1]) != 0, Cell.Whole(r[2]), Cell.Whole(r[3]), Cell.Whole(r[4]), Cell.Whole(r[5]),
            Cell.TimeOrNull(r[6]), Cell.TimeOrNull(r[7]), Cell.TimeOrNull(r[8]), Cell.TextOrNull(r[9]) ?? "[]"))];
    }
}
