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
        return [.. rows.Rows.GroupBy(r => ((string)r[0]!, (string)r[1]!)).Select(g => Sum(g.Key.Item1, g.Key.Item2, [.. g])).OrderByDescending(c => c.To)];
    }

    private static ModelComparison Sum(string model, string shadow, List<object?[]> rows)
    {
        var blocks = rows.Sum(r => (long)r[3]!);
        var leads = rows.Where(r => r[8] is not null && r[9] is not null).Select(r => ((DateTime)r[8]! - (DateTime)r[9]!).TotalHours).Order().ToList();
        return new ModelComparison(
            model, shadow, rows.Min(r => (DateTime)r[10]!), rows.Max(r => (DateTime)r[11]!), rows.Count, blocks,
            blocks == 0 ? 0 : (double)rows.Sum(r => (long)r[4]!) / blocks, blocks == 0 ? 0 : rows.Sum(r => (double)r[5]!) / blocks,
            rows.Count(r => r[8] is not null), rows.Count(r => r[9] is not null), leads.Count,
            leads.Count == 0 ? null : (leads[(leads.Count - 1) / 2] + leads[leads.Count / 2]) / 2,
            rows.Sum(r => (long)r[6]!), rows.Sum(r => (long)r[7]!), rows.Sum(r => (long)r[12]!));
    }
}
