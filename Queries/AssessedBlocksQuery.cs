using Maintenance.Core.Conditions;
using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>An asset's assessments as currently known, both ends included.</summary>
public static class AssessedBlocksQuery
{
    private const string Sql =
        "SELECT event_time, drilling_state, health_index, failure_mode, failure_probability, reasons, "
        + "rul_p10_hours, rul_p50_hours, rul_p90_hours FROM assessment_current WHERE asset = ? AND event_time >= ? AND event_time <= ?";

    public static async Task<IReadOnlyList<AssessedBlock>> RunAsync(
        IConditionStore store, string asset, DateTime from, DateTime to, CancellationToken cancellationToken) =>
        (await store.QueryAsync(new StoreQuery(Sql, asset, from, to), cancellationToken)).Read(r => new AssessedBlock(
            r.UnixMicros("event_time"), r.Text("drilling_state"), r.Real("health_index"), r.TextOrNull("failure_mode"),
            r.Real("failure_probability"), r.TextOrNull("reasons"),
            new RulQuantiles(r.Real("rul_p10_hours"), r.Real("rul_p50_hours"), r.Real("rul_p90_hours"))));
}
