using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>Sums <c>life_coverage</c> per model, newest first, without withdrawn failures.</summary>
public static class RulCoverageQuery
{
    /// <summary>Nominal coverage of P10–P90.</summary>
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
        var models = result.Read().GroupBy(r => r.Text("model_hash"), StringComparer.Ordinal).Select(g => Sum(g.Key, [.. g]));
        return [.. models.OrderByDescending(m => m.To)];
    }

    private static ModelCoverage Sum(string model, List<QueryRow> rows)
    {
        var moments = rows.Sum(r => r.Whole("moments"));
        var inside = rows.Sum(r => r.Whole("inside"));
        return new ModelCoverage(
            model, Nominal, rows.Select(r => r.Text("asset")).Distinct(StringComparer.Ordinal).Count(), rows.Count, moments, inside,
            (double)inside / moments,
            rows.Sum(r => r.Whole("early")), rows.Sum(r => r.Whole("late")), rows.Sum(r => r.Number("error_hours_sum") ?? 0) / moments,
            rows.Min(r => r.Time("first_event_time")), rows.Max(r => r.Time("last_event_time")));
    }
}
