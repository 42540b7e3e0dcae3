using Maintenance.Core.Conditions;
using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>Assessments in stretches of assets as currently known.</summary>
public static class AssessedBlocksQuery
{
    private const string Columns = "asset, event_time, drilling_state, health_index, failure_mode, failure_probability, reasons, "
        + "rul_p10_hours, rul_p50_hours, rul_p90_hours, grade, not_assessed, evidence, findings, sensor_faults, "
        + "rul_limit_hours";

    /// <param name="store">Store.</param>
    /// <param name="ranges">Stretches; those of one asset do not overlap.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<IReadOnlyList<(string Asset, AssessedBlock Block)>> RunAsync(
        IConditionStore store, IReadOnlyList<AssetRange> ranges, CancellationToken cancellationToken)
    {
        var results = await AssetRanges.ReadAsync(store, ranges, Sql, cancellationToken);
        return [.. results.SelectMany(result => result.Read(r => (r.Text("asset"), new AssessedBlock(
            r.UnixMicros("event_time"), r.Text("drilling_state"), r.Real("health_index"), r.TextOrNull("failure_mode"),
            r.Real("failure_probability"), r.TextOrNull("reasons"),
            new RulQuantiles(r.Real("rul_p10_hours"), r.Real("rul_p50_hours"), r.Real("rul_p90_hours"))
            { Limit = r.Real("rul_limit_hours") })
        {
            Grade = r.TextOrNull("grade"),
            NotAssessed = r.TextOrNull("not_assessed"),
            Evidence = r.TextOrNull("evidence"),
            Findings = r.TextOrNull("findings"),
            SensorFaults = r.TextOrNull("sensor_faults"),
        })))];
    }

    private static string Sql(string condition) =>
        $"""
        SELECT {Columns}
        FROM (
            SELECT {Columns}, row_number() OVER (PARTITION BY asset, event_time ORDER BY known_at DESC, log_offset DESC) AS place
            FROM assessment WHERE {condition}
        ) AS a
        WHERE place = 1
        """;
}
