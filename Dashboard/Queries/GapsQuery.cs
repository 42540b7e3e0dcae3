using Maintenance.Core.Ports;

namespace Maintenance.Dashboard.Queries;

/// <summary>Stretches of event time without readings, longest first.</summary>
internal static class GapsQuery
{
    private const string Sql = "SELECT asset, from_time, to_time, seconds FROM reading_gap ORDER BY seconds DESC, asset, from_time LIMIT ?";
    private const string OfAsset = "SELECT asset, from_time, to_time, seconds FROM reading_gap WHERE asset = ? ORDER BY seconds DESC, asset, from_time LIMIT ?";

    public static async Task<IReadOnlyList<GapRow>> RunAsync(IConditionStore store, string? asset, int limit, CancellationToken cancellationToken)
    {
        var query = asset is null ? new StoreQuery(Sql, (long)limit) : new StoreQuery(OfAsset, asset, (long)limit);
        var result = await store.QueryAsync(query, cancellationToken);
        return [.. result.Rows.Select(r => new GapRow(Cell.Text(r[0]), Cell.Time(r[1]), Cell.Time(r[2]), Cell.Number(r[3]) ?? 0))];
    }
}
