using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>Assessments of an asset over a stretch of event time, as known now; the newest so many of them.</summary>
public static class AssessmentHistoryQuery
{
    private const string Sql =
        $"SELECT {StoredAssessment.Columns} FROM assessment_current WHERE asset = ? AND event_time >= ? AND event_time < ? "
        + "ORDER BY event_time DESC LIMIT ?";

    public static async Task<IReadOnlyList<StoredAssessment>> RunAsync(
        IConditionStore store, string asset, TimeRange range, int limit, CancellationToken cancellationToken)
    {
        var result = await store.QueryAsync(new StoreQuery(Sql, asset, range.From, range.To, (long)limit), cancellationToken);
        return [.. result.Read(StoredAssessment.Of).Reverse()];
    }
}
