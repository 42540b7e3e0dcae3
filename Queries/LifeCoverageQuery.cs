using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>Sums <c>life_coverage</c> by model, newest first; of withdrawn failures nothing counts.</summary>
public static class LifeCoverageQuery
{
    /// <summary>P10 to P90.</summary>
    public const double Nominal = 0.8;

    private const string Sql =
        """
        SELECT c.model_hash, c.asset, c.moments, c.inside, c.early, c.late, c.error_hours_sum, c.first_event_time, c.last_event_time
        FROM life_coverage AS c
        JOIN maintenance_record AS r ON r.asset = c.asset AND r.event_time = c.failed AND r.kind = 'failed' AND r.withdrawn = 0
        WHERE c.moments > 0
        ORDER BY c.failed, c.asset
        """;

    public static async Task<IReadOnlyList<ModelCoverage>> RunAsync(IConditionStore store, CancellationToken cancellationToken)
    {
        var result = await store.QueryAsync(new StoreQuery(Sql), cancellationToken);
        return [.. result.Rows.GroupBy(r => Cell.Text(r[0]), StringComparer.Ordinal).Select(g => Sum(g.Key, [.. g])).OrderByDescending(r => r.To)];
    }

    private static ModelCoverage Sum(string model, List<object?[]> rows)
    {
        var moments = rows.Sum(r => Cell.Whole(r[2]));
        var inside = rows.Sum(r => Cell.Whole(r[3]));
        return new ModelCoverage(
            model, Nominal, rows.Select(r => Cell.Text(r[1])).Distinct(StringComparer.Ordinal).Count(), rows.Count, moments, inside, (double)inside / moments,
            rows.Sum(r => Cell.Whole(r[4])), rows.Sum(r => Cell.Whole(r[5])), rows.Sum(r => Cell.Number(r[6]) ?? 0) / moments, rows.Min(r => Cell.Time(r[7])), rows.Max(r => Cell.Time(r[8])));
    }
}
