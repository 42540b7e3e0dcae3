using Maintenance.Core.Conditions;
using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>What was done to an asset, newest first; withdrawn records too, which say so.</summary>
public static class MaintenanceRecordsQuery
{
    private const string Sql =
        "SELECT asset, event_time, kind, failure_mode, note, recorded, recorded_by, withdrawn FROM maintenance_record WHERE asset = ? ORDER BY event_time DESC, kind LIMIT ?";

    public static async Task<IReadOnlyList<MaintenanceRecord>> RunAsync(IConditionStore store, string asset, int limit, CancellationToken cancellationToken)
    {
        var result = await store.QueryAsync(new StoreQuery(Sql, asset, (long)limit), cancellationToken);
        return [.. result.Rows.Select(r => new MaintenanceRecord(
            Cell.Text(r[0]), Cell.UnixMicros(r[1]), Cell.Text(r[2]), Cell.TextOrNull(r[3]), Cell.TextOrNull(r[4]), Cell.UnixMicros(r[5]), Cell.TextOrNull(r[6]) ?? "",
            Cell.Whole(r[7]) != 0))];
    }
}
