using Maintenance.Core.Models;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Maintenance.Queries;

namespace Maintenance.Scoring.Shadow;

/// <summary>Sums the rows of <c>model_comparison</c> into one figure per pair of models.</summary>
internal static class ComparisonRows
{
    public static async Task<IReadOnlyList<ModelComparison>> ReadAsync(IConditionStore store, CancellationToken cancellationToken) =>
    [
        .. (await ModelComparisonsQuery.OfAllAsync(store, cancellationToken))
            .GroupBy(r => (Model: r.ModelHash, Shadow: r.ShadowHash)).Select(g => Sum(g.Key.Model, g.Key.Shadow, [.. g]))
                .OrderByDescending(c => c.To),
    ];

    private static ModelComparison Sum(string model, string shadow, List<ModelComparisonRow> rows)
    {
        var blocks = rows.Sum(r => r.Blocks);
        var leads = rows.Where(r => r.ModelFirstAlarmUnixMicros != UnixMicros.None && r.ShadowFirstAlarmUnixMicros != UnixMicros.None)
            .Select(r => TimeSpan.FromMicroseconds(r.ModelFirstAlarmUnixMicros - r.ShadowFirstAlarmUnixMicros).TotalHours).Order().ToList();
        return new ModelComparison(
            model, shadow, UnixMicros.ToUtc(rows.Min(r => r.FirstEventTimeUnixMicros)),
            UnixMicros.ToUtc(rows.Max(r => r.LastEventTimeUnixMicros)), rows.Count, blocks,
            blocks == 0 ? 0 : (double)rows.Sum(r => r.SameGrade) / blocks, blocks == 0 ? 0 : rows.Sum(r => r.HealthDeltaSum) / blocks,
            rows.Count(r => r.ModelFirstAlarmUnixMicros != UnixMicros.None),
            rows.Count(r => r.ShadowFirstAlarmUnixMicros != UnixMicros.None), leads.Count,
            leads.Count == 0 ? null : (leads[(leads.Count - 1) / 2] + leads[leads.Count / 2]) / 2,
            rows.Sum(r => r.ModelAlarmBlocks), rows.Sum(r => r.ShadowAlarmBlocks), rows.Sum(r => r.Failures));
    }
}
