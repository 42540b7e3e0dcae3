using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>Newest assessment of every asset: asked once at start, then the live feed keeps it current.</summary>
public static class LatestAssessmentsQuery
{
    private const string Sql = $"SELECT {StoredAssessment.Columns} FROM assessment_latest";

    public static async Task<IReadOnlyList<StoredAssessment>> RunAsync(IConditionStore store, CancellationToken cancellationToken)
    {
        var result = await store.QueryAsync(new StoreQuery(Sql), cancellationToken);
        return result.Read(StoredAssessment.Of);
    }
}
