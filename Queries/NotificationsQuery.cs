using Maintenance.Core.Assets;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;

namespace Maintenance.Queries;

/// <summary>What was told, newest first, optionally of one asset, rule, route, recipient, message or state.</summary>
public static class NotificationsQuery
{
    private static readonly string Select = $"SELECT {NotificationRow.Table.ColumnList} FROM notification";

    public static async Task<IReadOnlyList<NotificationRow>> RunAsync(
        IConditionStore store, RegionScope scope, IEnumerable<(string Column, string? Value)> equal, int limit,
        CancellationToken cancellationToken)
    {
        var filter = new RowFilter(scope);
        foreach (var (column, value) in equal) filter.Equal(column, value);
        return (await store.QueryAsync(filter.Query(Select, "created DESC, id", limit), cancellationToken)).Read<NotificationRow>();
    }
}
