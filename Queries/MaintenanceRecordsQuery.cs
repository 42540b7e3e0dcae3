using Maintenance.Core.Conditions;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;

namespace Maintenance.Queries;

/// <summary>Maintenance records, newest first, including withdrawn ones.</summary>
public static class MaintenanceRecordsQuery
{
    private static readonly string Select = $"SELECT {StoreTables.MaintenanceRecord.ColumnList} FROM maintenance_record";

    /// <summary>An asset's.</summary>
    public static Task<IReadOnlyList<MaintenanceRecord>> RunAsync(
        IConditionStore store, string asset, int limit, CancellationToken cancellationToken) =>
        RunAsync(store, new StoreQuery($"{Select} WHERE asset = ? ORDER BY event_time DESC, kind LIMIT ?", asset, (long)limit),
            cancellationToken);

    /// <summary>The whole fleet's.</summary>
    public static Task<IReadOnlyList<MaintenanceRecord>> OfAllAsync(IConditionStore store, CancellationToken cancellationToken) =>
        RunAsync(store, new StoreQuery($"{Select} ORDER BY event_time DESC, asset, kind"), cancellationToken);

    /// <summary>Those of a work order: its finding.</summary>
    public static Task<IReadOnlyList<MaintenanceRecord>> OfWorkOrderAsync(
        IConditionStore store, long number, CancellationToken cancellationToken) =>
        RunAsync(store, new StoreQuery($"{Select} WHERE work_order = ? ORDER BY event_time DESC, kind", number), cancellationToken);

    /// <summary>The one of an asset, time (Unix µs) and kind; null when there is none.</summary>
    public static async Task<MaintenanceRecord?> FindAsync(
        IConditionStore store, string asset, long atUnixMicros, string kind, CancellationToken cancellationToken) =>
        await RunAsync(store, new StoreQuery($"{Select} WHERE asset = ? AND event_time = ? AND kind = ?", asset,
            UnixMicros.ToUtc(atUnixMicros), kind), cancellationToken) is [var found, ..] ? found : null;

    private static async Task<IReadOnlyList<MaintenanceRecord>> RunAsync(
        IConditionStore store, StoreQuery query, CancellationToken cancellationToken) =>
        (await store.QueryAsync(query, cancellationToken)).Read(r => new MaintenanceRecord(
            r.Text("asset"), r.UnixMicros("event_time"), r.Text("kind"), r.TextOrNull("failure_mode"), r.TextOrNull("note"),
            r.UnixMicros("recorded"), r.TextOrNull("recorded_by") ?? "", r.Flag("withdrawn"))
        {
            WorkOrder = r.Whole("work_order"),
            Component = r.TextOrNull("component"),
            Severity = r.TextOrNull("severity"),
            BeganUnixMicros = r.UnixMicrosOrNone("began"),
        });
}
