using Maintenance.Core.Conditions;
using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>An asset's maintenance records, newest first, including withdrawn ones.</summary>
public static class MaintenanceRecordsQuery
{
    private const string Sql =
        "SELECT asset, event_time, kind, failure_mode, note, recorded, recorded_by, withdrawn FROM maintenance_record WHERE asset = ? "
        + "ORDER BY event_time DESC, kind LIMIT ?";

    public static async Task<IReadOnlyList<MaintenanceRecord>> RunAsync(
        IConditionStore store, string asset, int limit, CancellationToken cancellationToken)
    {
        var result = await store.QueryAsync(new StoreQuery(Sql, asset, (long)limit), cancellationToken);
        return result.Read(r => new MaintenanceRecord(
            r.Text("asset"), r.UnixMicros("event_time"), r.Text("kind"), r.TextOrNull("failure_mode"), r.TextOrNull("note"),
            r.UnixMicros("recorded"),
            r.TextOrNull("recorded_by") ?? "", r.Flag("withdrawn")));
    }
}
