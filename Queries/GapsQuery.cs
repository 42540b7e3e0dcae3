using Maintenance.Core.Assets;
using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>Periods of event time without readings, longest first.</summary>
public static class GapsQuery
{
    private const string Select = "SELECT asset, from_time, to_time, seconds FROM reading_gap";

    public static async Task<IReadOnlyList<GapRow>> RunAsync(
        IConditionStore store, RegionScope scope, string? asset, int limit, CancellationToken cancellationToken)
    {
        var filter = new RowFilter(scope);
        filter.Equal("asset", asset);
        var result = await store.QueryAsync(filter.Query(Select, "seconds DESC, asset, from_time", limit), cancellationToken);
        return result.Read(r => new GapRow(r.Text("asset"), r.Time("from_time"), r.Time("to_time"), r.Number("seconds") ?? 0));
    }
}
