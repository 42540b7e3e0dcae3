using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>The account of all readings, per asset.</summary>
public static class CompletenessQuery
{
    private const string Sql = "SELECT asset, sent, stored, duplicates, rejected, missing, late FROM completeness ORDER BY asset";

    public static async Task<IReadOnlyList<CompletenessRow>> RunAsync(IConditionStore store, CancellationToken cancellationToken)
    {
        var result = await store.QueryAsync(new StoreQuery(Sql), cancellationToken);
        return result.Read(r => new CompletenessRow(
            r.TextOrNull("asset"), r.Whole("sent"), r.Whole("stored"), r.Whole("duplicates"), r.Whole("rejected"), r.Whole("missing"),
            r.Whole("late")));
    }
}
