using Maintenance.Core.Ports;
using Maintenance.Core.WorkOrders;

namespace Maintenance.Queries;

/// <summary>
/// Times in which levels of alarms stood, as known now, each with the model that served the record that showed it: work orders and their
/// findings judge them.
/// </summary>
public static class WorkOrderAlarmsQuery
{
    private const string Sql =
        "SELECT asset, rule, rule_version, event_time, returned, log_partition, log_offset FROM alarm_event_current WHERE withdrawn = 0";

    public static async Task<IReadOnlyList<AlarmOccurrence>> RunAsync(IConditionStore store, CancellationToken cancellationToken)
    {
        var served = (await ServingPeriodsQuery.OfAllAsync(store, cancellationToken)).ToLookup(s => s.LogPartition);
        return (await store.QueryAsync(new StoreQuery(Sql), cancellationToken)).Read(r =>
        {
            var offset = r.Whole("log_offset");
            var model = served[r.Integer("log_partition")].LastOrDefault(s => s.FromOffset <= offset).ModelHash;
            return new AlarmOccurrence(r.Text("asset"), r.Text("rule"), r.Integer("rule_version"), r.UnixMicros("event_time"),
                r.TimeOrNull("returned") is { } returned ? Core.Time.UnixMicros.Of(returned) : long.MaxValue, model);
        });
    }
}
