using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>
/// The newest assessment with a grade of each asset in a stretch of its event time, as currently known. The stretches bound the scan: they
/// lie just before each asset's newest block.
/// </summary>
public static class LastGradedQuery
{
    public static async Task<IReadOnlyList<StoredAssessment>> RunAsync(
        IConditionStore store, IReadOnlyList<AssetRange> ranges, CancellationToken cancellationToken)
    {
        var results = await AssetRanges.ReadAsync(store, ranges, Sql, cancellationToken);
        return [.. results.SelectMany(r => r.Read(StoredAssessment.Of))];
    }

    private static string Sql(string condition) =>
        $"""
        SELECT {StoredAssessment.Columns}
        FROM (
            SELECT {StoredAssessment.Columns}, row_number() OVER (PARTITION BY asset ORDER BY event_time DESC) AS age
            FROM (
                SELECT {StoredAssessment.Columns}, row_number() OVER (
                    PARTITION BY asset, event_time ORDER BY known_at DESC, log_offset DESC) AS place
                FROM assessment WHERE {condition}
            ) AS a
            WHERE place = 1 AND grade IS NOT NULL
        ) AS b
        WHERE age = 1
        """;
}
