using Maintenance.Core.Ports;
using Maintenance.Core.Tables;

namespace Maintenance.Queries;

/// <summary>
/// What a notifier must know after a restart: of each alarm the rows of its newest occurrence, however old, whatever is not finished, and
/// all since a time.
/// </summary>
public static class NotificationMemoryQuery
{
    private static readonly string Columns = string.Join(", ", NotificationRow.Table.Columns.Select(c => "n." + c.Name));

    private static readonly string Sql = $"""
        SELECT {Columns} FROM notification AS n
        LEFT JOIN (SELECT asset, rule, max(occurrence) AS newest FROM notification GROUP BY asset, rule) AS last
            ON last.asset = n.asset AND last.rule = n.rule AND last.newest = n.occurrence
        WHERE last.newest IS NOT NULL OR n.state IN ('waiting', 'sending', 'failed') OR n.created >= ?
        ORDER BY n.created, n.id
        """;

    public static async Task<IReadOnlyList<NotificationRow>> RunAsync(
        IConditionStore store, DateTime since, CancellationToken cancellationToken) =>
        (await store.QueryAsync(new StoreQuery(Sql, since), cancellationToken)).Read<NotificationRow>();
}
