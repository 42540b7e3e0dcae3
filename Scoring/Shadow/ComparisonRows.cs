using Maintenance.Core.Models;
using Maintenance.Core.Ports;

namespace Maintenance.Scoring.Shadow;

/// <summary>Sums the rows of <c>model_comparison</c> into one figure a pair of models.</summary>
internal static class ComparisonRows
{
    private const string Sql =
        "SELECT model_hash, shadow_hash, asset, blocks, same_grade, health_delta_sum, model_alarm_blocks, shadow_alarm_blocks, model_first_alarm, shadow_first_alarm, "
        + "first_event_time, last_event_time, failures FROM model_comparison";

    public static async Task<IReadOnlyList<ModelComparison>> ReadAsync(IConditionStore store, CancellationToken cancellationToken)
    {
        var rows = await store.QueryAsync(new StoreQuery(Sql), cancellationToken);
        return [.. rows.Read().GroupBy(r => (Model: r.Text("model_hash"), Shadow: r.Text("shadow_hash"))).Select(g => Sum(g.Key.Model, g.Key.Shadow, [.. g]))
            .OrderByDescending(c => c.To)];
    }

    private static ModelComparison Sum(string model, string shadow, List<QueryRow> rows)
    {
        var tallies = rows.ConvertAll(ShadowTally.Of);
        var blocks = tallies.Sum(t => t.Blocks);
        var leads = rows.Select(r => (r.TimeOrNull("model_first_alarm") - r.TimeOrNull("shadow_first_alarm"))?.TotalHours).OfType<double>().Order().ToList();
        return new ModelComparison(
            model, shadow, rows.Min(r => r.Time("first_event_time")), rows.Max(r => r.Time("last_event_time")), rows.Count, blocks,
            blocks == 0 ? 0 : (double)tallies.Sum(t => t.SameGrade) / blocks, blocks == 0 ? 0 : tallies.Sum(t => t.HealthDeltaSum) / blocks,
            rows.Count(r => !r.IsNull("model_first_alarm")), rows.Count(r => !r.IsNull("shadow_first_alarm")), leads.Count,
            leads.Count == 0 ? null : (leads[(leads.Count - 1) / 2] + leads[leads.Count / 2]) / 2,
            tallies.Sum(t => t.ModelAlarmBlocks), tallies.Sum(t => t.ShadowAlarmBlocks), tallies.Sum(t => t.Failures));
    }
}
