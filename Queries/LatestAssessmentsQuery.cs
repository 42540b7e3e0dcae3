using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>Newest assessment of every asset: run once at start; the live feed then keeps the state current.</summary>
public static class LatestAssessmentsQuery
{
    private const string Sql = $"SELECT {StoredAssessment.Columns} FROM assessment_latest";

    public static async Task<IReadOnlyList<StoredAssessment>> RunAsync(IConditionStore store, CancellationToken cancellationToken)
    {
        var result = await store.QueryAsync(new StoreQuery(Sql), cancellationToken);
        return result.Read(StoredAssessment.Of);
    }
}
