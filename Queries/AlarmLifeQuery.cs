using Maintenance.Core.Ports;
using Maintenance.Core.Tables;

namespace Maintenance.Queries;

/// <summary>The newest rows of one alarm: everything that was known of it, and when, so corrections are not folded into what they
/// correct.</summary>
public static class AlarmLifeQuery
{
    private static readonly string Events = $"SELECT {AlarmEventRow.Table.ColumnList} FROM alarm_event WHERE asset = ? AND rule = ? "
        + "ORDER BY known_at DESC, log_offset DESC, event_time DESC, level LIMIT ?";

    private static readonly string Actions = $"SELECT {OperatorActionRow.Table.ColumnList} FROM operator_action "
        + "WHERE asset = ? AND rule = ? ORDER BY sequence DESC LIMIT ?";

    /// <param name="store">Store.</param>
    /// <param name="asset">Asset id.</param>
    /// <param name="rule">Rule.</param>
    /// <param name="limit">Maximum number of rows of each kind.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<AlarmLife> RunAsync(
        IConditionStore store, string asset, string rule, int limit, CancellationToken cancellationToken)
    {
        var events = (await store.QueryAsync(new StoreQuery(Events, asset, rule, (long)limit + 1),
            cancellationToken)).Read<AlarmEventRow>();
        var actions = (await store.QueryAsync(new StoreQuery(Actions, asset, rule, (long)limit + 1), cancellationToken))
            .Read<OperatorActionRow>();
        return new AlarmLife([.. events.Take(limit).Reverse()], [.. actions.Take(limit).Reverse()],
            events.Count <= limit && actions.Count <= limit);
    }
}
