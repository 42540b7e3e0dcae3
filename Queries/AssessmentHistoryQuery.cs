using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>The newest assessments of an asset in a range of event time, as currently known, up to a limit.</summary>
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
