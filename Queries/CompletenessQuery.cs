using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>What became of every reading, per asset.</summary>
public static class CompletenessQuery
{
    private const string Sql = "SELECT asset, sent, stored, duplicates, rejected, missing, late FROM completeness ORDER BY asset";

    public static async Task<IReadOnlyList<CompletenessRow>> RunAsync(IConditionStore store, CancellationToken cancellationToken)
    {
        var result = await store.QueryAsync(new StoreQuery(Sql), cancellationToken);
        return [.. result.Rows.Select(r => new CompletenessRow(
            Cell.TextOrNull(r[0]), Cell.Whole(r[1]), Cell.Whole(r[2]), Cell.Whole(r[3]), Cell.Whole(r[4]), Cell.Whole(r[5]), Cell.Whole(r[6])))];
    }
}
