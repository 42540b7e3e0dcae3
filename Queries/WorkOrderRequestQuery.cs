using Maintenance.Core.Alarms;
using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>What a request with the client's own key did before; the detail of its first action, null when it did nothing yet.</summary>
public static class WorkOrderRequestQuery
{
    private const string Sql = "SELECT detail FROM operator_action WHERE request_key = ? AND action = ? AND actor = ? "
        + "ORDER BY sequence LIMIT 1";

    public static async Task<string?> RunAsync(IConditionStore store, string actor, string key, CancellationToken cancellationToken) =>
        (await store.QueryAsync(new StoreQuery(Sql, key, OperatorActions.WorkOrder, actor), cancellationToken)).First?.TextOrNull("detail");
}
