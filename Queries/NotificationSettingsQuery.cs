using Maintenance.Core.Ports;
using Maintenance.Core.Tables;

namespace Maintenance.Queries;

/// <summary>All routes, rotas and webhooks; few, and kept in memory.</summary>
public static class NotificationSettingsQuery
{
    private static readonly string Sql = $"SELECT {NotificationSettingRow.Table.ColumnList} FROM notification_setting ORDER BY kind, name";

    public static async Task<IReadOnlyList<NotificationSettingRow>> RunAsync(
        IConditionStore store, CancellationToken cancellationToken) =>
        (await store.QueryAsync(new StoreQuery(Sql), cancellationToken)).Read<NotificationSettingRow>();
}
