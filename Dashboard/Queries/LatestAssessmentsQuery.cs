using Maintenance.Core.Ports;

namespace Maintenance.Dashboard.Queries;

/// <summary>Newest assessment of every asset: asked once at start, then the live feed keeps <see cref="Live.LiveFleet"/> current.</summary>
internal static class LatestAssessmentsQuery
{
    private const string Sql = $"SELECT {AssessmentRow.Columns} FROM assessment_latest";

    public static async Task<IReadOnlyList<AssessmentRow>> RunAsync(IConditionStore store, CancellationToken cancellationToken)
    {
        var result = await store.QueryAsync(new StoreQuery(Sql), cancellationToken);
        return [.. result.Rows.Select(AssessmentRow.Read)];
    }
}
