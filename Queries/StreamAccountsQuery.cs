using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>Accounts of an asset's streams: they tell a sender what it need not resend.</summary>
public static class StreamAccountsQuery
{
    private const string Sql =
        "SELECT epoch, sequenced, sent, stored, duplicates, late, first_event_time, last_event_time, last_received, ranges "
        + "FROM stream_account "
        + "WHERE asset = ? ORDER BY epoch";

    public static async Task<IReadOnlyList<StreamAccount>> RunAsync(
        IConditionStore store, string asset, CancellationToken cancellationToken)
    {
        var result = await store.QueryAsync(new StoreQuery(Sql, asset), cancellationToken);
        return result.Read(r => new StreamAccount(
            r.Whole("epoch"), r.Flag("sequenced"), r.Whole("sent"), r.Whole("stored"), r.Whole("duplicates"), r.Whole("late"),
            r.TimeOrNull("first_event_time"), r.TimeOrNull("last_event_time"), r.TimeOrNull("last_received"),
            r.TextOrNull("ranges") ?? "[]"));
    }
}
