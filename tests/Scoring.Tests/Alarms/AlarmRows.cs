using Maintenance.Core.Ports;
using Maintenance.Core.Tables;

namespace Maintenance.Scoring.Tests.Alarms;

/// <summary>Reads an asset's alarms from the store.</summary>
internal static class AlarmRows
{
    /// <param name="store">Store.</param>
    /// <param name="asset">Asset.</param>
    /// <param name="current">True: as currently known, without those that never were. False: every row, in the order of becoming known.
    /// </param>
    public static async Task<IReadOnlyList<AlarmEventRow>> OfAsync(IConditionStore store, string asset, bool current) =>
        (await store.QueryAsync(new StoreQuery(
            $"SELECT {AlarmEventRow.Table.ColumnList} FROM alarm_event{(current ? "_current" : "")} WHERE asset = ?"
            + (current ? " AND withdrawn = 0 ORDER BY event_time, rule, level" : " ORDER BY known_at, log_offset, event_time, rule, level"),
            asset), CancellationToken.None)).Read<AlarmEventRow>();
}
