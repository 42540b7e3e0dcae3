using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>The newest rows of one alarm: everything that was known of it, and when, so corrections are not folded into what they
/// correct.</summary>
public static class AlarmLifeQuery
{
    private static readonly DateTime Always = new(9000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <param name="store">Store.</param>
    /// <param name="asset">Asset id.</param>
    /// <param name="rule">Rule.</param>
    /// <param name="limit">Maximum number of rows of each kind.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<AlarmLife> RunAsync(
        IConditionStore store, string asset, string rule, int limit, CancellationToken cancellationToken)
    {
        var events = await AlarmEventsQuery.OfAlarmAsync(store, asset, rule, Always, limit + 1, cancellationToken);
        var actions = await OperatorActionsQuery.OfAlarmAsync(store, asset, rule, Always, limit + 1, cancellationToken);
        return new AlarmLife([.. events.Take(limit).Reverse()], [.. actions.Take(limit).Reverse()],
            events.Count <= limit && actions.Count <= limit);
    }
}
